"""What is wrong with how a form answers bad input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.bad_input.attempting import Body, Outcome, Sender, lost_values
from tests.bad_input.bad_values import KEY, Bad, bad_values, good_body
from tests.bad_input.walking import Found


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that should not be so."""

    form: str
    fields: str
    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.form} [{self.fields}] {self.kind}: {self.what}"


@dataclass(slots=True)
class Report:
    """What was tried, and what was found."""

    forms: int = 0
    fields: int = 0
    values: int = 0  # field × bad value
    never_taken: list[str] = field(default_factory=list)  # forms refused even with good values
    faults: list[Fault] = field(default_factory=list)

    def said(self, sent: int) -> str:
        """The figures in one line."""
        return (
            f"{self.forms} forms, {self.fields} fields, {self.values} bad values in {sent} requests;"
            f" {len(self.faults)} faults; {len(self.never_taken)} forms were refused with good values too"
        )


class Judge:
    """Tries one form after the other."""

    def __init__(
        self,
        sender: Sender,
        foreign: dict[str, str],
        refused_only: dict[str, str],
        taken_on_purpose: dict[tuple[str, str], str],
    ) -> None:
        self.sender, self.foreign = sender, foreign
        self.refused_only, self.taken_on_purpose = refused_only, taken_on_purpose
        self.report = Report()

    def try_form(self, found: Found) -> None:
        """Every bad value in every field: those a field refuses together, those it takes one after the other."""
        good = good_body(found.form)
        self.report.forms += 1
        self.report.fields += len(found.form.fields)
        goes_outside = found.pattern in self.refused_only
        base = None if goes_outside else self.sender.send(found, good)
        self._fail(found, "", "good values", self._never(base) if base else [])
        if base and not base.is_taken:
            said = [*base.complaints, *base.page.alerts, *base.page.errors.values()]
            self.report.never_taken.append(f"{found}: {base.status} {' | '.join(said)}"[:300])
        tried: dict[str, dict[str, Bad]] = {}
        for name, asked in found.form.fields.items():
            for bad in bad_values(asked, self.foreign):
                if bad.must_refuse or not goes_outside:
                    tried.setdefault(bad.kind, {})[name] = bad
        for bads in tried.values():
            self.report.values += len(bads)
            for group in _apart(found, bads):
                self._try_together(found, good, group)

    def _try_together(self, found: Found, good: Body, bads: dict[str, Bad]) -> None:
        """Send one kind of bad value in all fields; what got no sentence of its own is sent again without the rest."""
        outcome = self.sender.send(found, _with(good, bads))
        silent = {name: bad for name, bad in bads.items() if not outcome.sentences(found.form, name)}
        if len(bads) == 1 or outcome.is_taken or not silent:
            self._judge(found, good, bads, outcome)
        elif len(silent) < len(bads):
            spoken = {name: bad for name, bad in bads.items() if name not in silent}
            self._fail(found, ", ".join(spoken), next(iter(bads.values())).kind, self._never(outcome))
            self._try_together(found, good, silent)
        else:
            for name, bad in bads.items():
                self._judge(found, good, {name: bad}, self.sender.send(found, _with(good, {name: bad})))

    def _judge(self, found: Found, good: Body, bads: dict[str, Bad], outcome: Outcome) -> None:
        names, kind = ", ".join(bads), next(iter(bads.values())).kind
        self._fail(found, names, kind, self._never(outcome))
        if outcome.is_taken:
            wanted = [name for name, bad in bads.items() if bad.must_refuse]
            if wanted and (found.pattern, kind) not in self.taken_on_purpose:
                self._fail(found, ", ".join(wanted), kind, ["was taken"])
            return
        self._fail(found, names, kind, _refusal(found, bads, outcome, _with(good, bads)))

    def _never(self, outcome: Outcome) -> Iterator[str]:
        """What must not be, whether the form is taken or refused."""
        if outcome.status >= 500:
            yield f"answered {outcome.status} {outcome.crash}"
        if outcome.broken:
            yield f"would break at the end: {outcome.broken}"
        if outcome.planted:
            yield f"stands as markup on {outcome.planted}"
        if not outcome.is_taken and outcome.touched:
            yield f"stored by halves: {', '.join(outcome.touched)}"

    def _fail(self, found: Found, fields: str, kind: str, whats: Iterator[str] | list[str]) -> None:
        self.report.faults += [Fault(str(found), fields, kind, what) for what in whats]


def _refusal(found: Found, bads: dict[str, Bad], outcome: Outcome, body: Body) -> Iterator[str]:
    """What is wrong with how a form was refused."""
    typed = {name for name in bads if found.form.fields[name].is_typed}
    if outcome.complaints:
        if typed:
            yield f"sent away with a word in passing: {outcome.complaints[0]}"
        return
    if not typed and (outcome.status in (400, 404, 409) or outcome.status == 422):
        if outcome.status == 422 and not outcome.page.alerts:
            yield "refused without a word"
        return
    if outcome.status >= 500:
        return
    if outcome.status not in (200, 422):
        yield f"answered {outcome.status}, and what was typed is gone"
        return
    silent = [name for name in typed if not outcome.sentences(found.form, name)]
    must = [name for name in silent if bads[name].must_refuse]
    if must or (silent and not outcome.page.alerts):
        yield f"no sentence beside {', '.join(must or silent)}"
    lost = lost_values(found.form, outcome.page, body)
    if lost:
        yield f"no longer in the form: {', '.join(lost)}"


def _apart(found: Found, bads: dict[str, Bad]) -> list[dict[str, Bad]]:
    """What is hidden decides before the rest is looked at, the key first: each is sent by itself."""
    typed = {name: bad for name, bad in bads.items() if found.form.fields[name].is_typed}
    hidden = {name: bad for name, bad in bads.items() if name not in typed and name != KEY}
    key = {name: bad for name, bad in bads.items() if name == KEY}
    return [group for group in (typed, hidden, key) if group]


def _with(good: Body, bads: dict[str, Bad]) -> Body:
    return good | {name: [bad.value] for name, bad in bads.items()}
