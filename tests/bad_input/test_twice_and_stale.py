"""A form pressed twice does its work once; a form opened before somebody else's change is refused with both values."""

from __future__ import annotations

import pytest

from tests.bad_input.attempting import Body, Sender, lost_values
from tests.bad_input.bad_values import KEY, VERSION, good_body, kind_of
from tests.bad_input.conftest import Studios
from tests.bad_input.html_forms import Field
from tests.bad_input.walking import Found, clients_of, find_forms

# Forms that open with something stored and change nothing of it.
PROPOSES = {
    "people/families/<uuid:family_id>/students/create/": "the family's name for a child",
    "people/families/<uuid:family_id>/guardians/create/": "the family's name for an adult",
    "courses/offerings/of/<uuid:course_id>/create/": "the course's name for what is offered of it",
}
OUTSIDE = {"billing/cards/": "a key is shown to Stripe"}
REACH = "scope"  # how far a change reaches; it is not stored
ANOTHER = {"text": "Another Lane", "number": "11", "amount": "11.00", "date": "2026-11-25", "time": "16:15"}


@pytest.fixture(scope="module")
def forms(studios: Studios) -> tuple[Sender, list[Found]]:
    clients = clients_of(studios.ours)
    found = find_forms(studios.ours, clients)
    return Sender(clients), found


def _short(found: Found) -> str:
    return found.pattern.removeprefix("<slug:studio_slug>/")


def test_pressed_twice_is_done_once(
    forms: tuple[Sender, list[Found]], capsys: pytest.CaptureFixture[str]
) -> None:
    sender, found_forms = forms
    adding, faults = [], []
    for found in found_forms:
        if _short(found) in OUTSIDE:
            continue
        outcome, more, again = sender.send_twice(found, good_body(found.form))
        if not outcome.is_taken:
            continue
        if more:
            adding.append(found)
        if more and KEY not in found.form.fields:
            faults.append(f"{found}: adds to {', '.join(more)} without a key")
        if again:
            faults.append(f"{found}: the second time {', '.join(again)}")

    with capsys.disabled():
        print(f"\n{len(adding)} forms add rows; each was sent twice with its key")
    assert "\n".join(faults) == ""
    assert len(adding) > 40


def test_older_page_is_refused_with_both_values(
    forms: tuple[Sender, list[Found]], capsys: pytest.CaptureFixture[str]
) -> None:
    sender, found_forms = forms
    faults = [
        f"{found}: shows what is stored and notices no change of it"
        for found in found_forms
        if VERSION not in found.form.fields and _short(found) not in PROPOSES and _shows_stored(found)
    ]
    tried = [found for found in found_forms if VERSION in found.form.fields]
    for found in tried:
        faults += [f"{found}: {what}" for what in _on_older_page(sender, found)]

    with capsys.disabled():
        print(f"\n{len(tried)} forms were sent from an older page")
    assert "\n".join(faults) == ""
    assert len(tried) > 20


def _shows_stored(found: Found) -> bool:
    return any(
        value.startswith("ours ")
        for each in found.form.fields.values()
        if kind_of(each) == "text"
        for value in each.values
    )


def _on_older_page(sender: Sender, found: Found) -> list[str]:
    """What is wrong with how a change from an older page is answered."""
    body = good_body(found.form)
    older = "0" if body[VERSION][0].isdecimal() else "0" * 24
    changed = next((name for name, each in found.form.fields.items() if _other(each)), "")
    if not changed:  # a button alone: whoever presses it twice has done it once
        return []
    body[changed] = [_other(found.form.fields[changed])]
    outcome = sender.send(found, body | {VERSION: [older]})
    if outcome.status != 422 or not any("you opened the page" in each for each in outcome.page.alerts):
        return [f"answered {outcome.status} {outcome.crash} without a word of it"]
    faults = [f"{name} is no longer in the form" for name in lost_values(found.form, outcome.page, body)]
    faults += [f"{name} was stored" for name in outcome.touched]
    stored = found.form.fields[changed].values
    if any(stored) and "import" not in found.pattern:
        beside = outcome.sentences(found.form, changed)
        faults += [] if any("Stored now" in each for each in beside) else [f"not both values of {changed}"]
    return faults + _saved_after_all(sender, found, body, outcome.page.form_like(found.form))


def _saved_after_all(sender: Sender, found: Found, body: Body, back: object) -> list[str]:
    """Whoever has read it and sends the form again means it, where the form would be taken at all."""
    newest = getattr(back, "fields", {}).get(VERSION)
    if not sender.send(found, body).is_taken or newest is None or "import" in found.pattern:
        return []
    again = sender.send(found, body | {VERSION: newest.values})
    return [] if again.is_taken else [f"sent again it was answered {again.status}"]


def _other(asked: Field) -> str:
    if not asked.is_typed or asked.name == REACH or asked.kind in ("file", "password", "email"):
        return ""
    if len(asked.offered) > 1:
        return next((each for each in asked.offered if each and each not in asked.values), "")
    return ANOTHER.get(kind_of(asked), "")
