"""What is sealed about a child opens for a reason alone, and its guardian reads all that is kept and who looked."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

import psycopg
from django.db import models
from django.utils import translation
from PIL import Image

from museminder.domain.people.actions.photographs import keep_photograph
from museminder.domain.people.models import Student
from museminder.domain.privacy.rules import held
from museminder.foundation.vault.access_log.entries import entries_about
from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check
from museminder.promise.rehearsing import BORN_ON, Rehearsal, owner_called, rehearsal
from museminder.sites.member.privacy.words import sealed_words
from museminder.web import filters
from museminder.web.purposes import purpose_words

_LOOK = re.compile(
    r'<strong>(?P<who>[^<]*)</strong><p class="under">(?P<why>[^:<]*): (?P<what>[^<]*)</p>'
    r'.*?<time datetime="(?P<at>[^"]*)"',
    re.DOTALL,
)
# What the office opens, and for which reason.
OPENED = {"birth_date": "lesson", "care_notes": "emergency"}
SHOWN_FOR = "lesson"  # the photograph
NO_REASON = ("", "curiosity", "marketing", "retention", "export")  # the last two are the program's own


@dataclass(frozen=True, slots=True)
class Told:
    """One look as the guardian's page tells it: who, for what, at what, and when."""

    who: str
    why: str
    what: str
    at: datetime


@check(
    "rights.shown",
    "Opens a child's birth date and notes in an office of its own; reads as the guardian what is kept and who looked.",
)
def shown(world: World) -> Found:
    """Facts about a child and a guardian that no page shows them, and looks without who, when or what for."""
    with rehearsal(world) as school, translation.override("en"):
        began = clock.now().replace(second=0, microsecond=0)  # as pages tell the time
        at_first = _untold(school, began)
        for name, reason in OPENED.items():
            _open(school, school.child, name, reason)
        looks = _untold(school, began)
        facts = list(_facts(school))
        pages = _pages(school)
        missing = [f"{where} is shown on no page" for where, value in facts if value not in pages]
        noticed = len(at_first) == len(OPENED) and f"a name that is nowhere {uuid7()}" not in pages
    return Found(
        len(facts) + len(OPENED),
        [*missing, *looks],
        noticed and bool(facts),
        f"{len(facts)} facts and {len(OPENED)} looks searched for on a guardian’s pages,"
        f" {len(missing) + len(looks)} not shown",
    )


def _open(school: Rehearsal, row: Any, name: str, reason: str) -> Any:
    """Ask for a sealed fact in the office, as its page does."""
    page = f"people/students/{row.pk}/{name.replace('_', '-')}/"
    return school.post(school.office, page, **{f"{name}-{row.pk}-purpose": reason})


def _untold(school: Rehearsal, began: datetime) -> list[str]:
    """The looks of the office that the guardian's page does not tell with who, when and what for."""
    page = school.get(school.home, f"privacy/students/{school.child.pk}/looks/").content.decode()
    told = [
        Told(html.unescape(each["who"]), each["why"], each["what"], datetime.fromisoformat(each["at"]))
        for each in _LOOK.finditer(page)
    ]
    return [
        f"{name}, opened for {reason}, is not told to the guardian"
        for name, reason in OPENED.items()
        if not any(
            (each.who, each.why, each.what)
            == (owner_called(school.studio), purpose_words(reason), sealed_words(_field_id(name)))
            and began <= each.at <= clock.now()
            for each in told
        )
    ]


def _field_id(name: str) -> str:
    return str(Student._meta.get_field(name).field_id)  # type: ignore[union-attr]  # sealed fields have one


def _pages(school: Rehearsal) -> str:
    """Everything the guardian reads about the child of every table, and about itself."""
    rows = school.studio.rows
    paths = (
        f"privacy/students/{rows['people.Student'].pk}/",
        f"people/guardians/{rows['people.Guardian'].pk}/",
    )
    return html.unescape("".join(school.get(school.home, path).content.decode() for path in paths))


def _facts(school: Rehearsal) -> Iterator[tuple[str, str]]:
    """Words that stand in the rows about the filled child and its guardian, and should stand on their pages."""
    rows = school.studio.rows
    for table in held.tables_about_students():
        row = rows.get(table.label)
        if row is None or not table.is_for_families:
            continue
        untold: frozenset[str] = getattr(table.model, "NOT_FOR_FAMILIES", frozenset())
        for field in table.personal_fields:
            if field.name not in untold and (words := _words(row, field)):
                yield f"{table.label}.{field.name}", words
    yield from school.own_words()


def _words(row: Any, field: Any) -> str:
    """A text or a day of a row as a page tells it; what is sealed, counted or chosen reads otherwise there."""
    value = getattr(row, field.attname)
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        return str(value)
    return filters.date(value) if type(field) is models.DateField and value else ""


@check(
    "reveals.reason-first",
    "Asks an office of its own for what is sealed, a photograph too, without a good reason, and the vault unwritten.",
)
def reason_first(world: World) -> Found:
    """What was opened without a reason, or before the reason stood in the access log."""
    with rehearsal(world) as school, translation.override("en"):
        sealed = {"birth_date": filters.date(BORN_ON), "care_notes": school.note}
        tried = [(name, reason) for name in sealed for reason in NO_REASON]
        wrong = [
            f"{name} was opened for “{reason}”"
            for name, reason in tried
            if sealed[name] in _open(school, school.child, name, reason).content.decode()
        ]
        _photographed(school)
        wrong += [f"photograph was shown for “{reason}”" for reason in NO_REASON if _is_shown(school, reason)]
        wrong += ["an entry was written for no reason"] if _reasons(school) else []
        wrong += ["the vault gave a key away without an entry"] if _key_without_entry() else []
        opened = all(
            sealed[name] in _open(school, school.child, name, reason).content.decode()
            for name, reason in OPENED.items()
        )
        opened = opened and _is_shown(school, SHOWN_FOR)
        noticed = opened and _reasons(school) == sorted([*OPENED.values(), SHOWN_FOR])
    count = len(tried) + len(NO_REASON)
    return Found(
        count + 1,
        wrong,
        noticed,
        f"{count} openings without a good reason and 1 without an entry tried, {len(wrong)} done",
    )


def _photographed(school: Rehearsal) -> None:
    """The office keeps a picture of the child."""
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(picture, "PNG")
    with school.inside(school.studio.owner):
        keep_photograph(student=school.child, data=picture.getvalue(), by=school.owner, at=clock.now())


def _is_shown(school: Rehearsal, reason: str) -> bool:
    """Whether the office gets the picture of the child for this reason."""
    answer = school.get(
        school.office, f"people/students/{school.child.pk}/photograph/picture/?purpose={reason}"
    )
    return answer.status_code == HTTPStatus.OK


def _reasons(school: Rehearsal) -> list[str]:
    """The reasons that stand in the access log for this child."""
    entries = entries_about([school.child.pk], studio_id=school.studio.studio_id)
    return sorted(str(each.purpose) for each in entries)


def _key_without_entry() -> bool:
    """Whether the vault hands anything out for an entry that nobody wrote."""
    try:
        with vault_connection(SERVICE) as vault:
            vault.execute("select * from keys.hand_out(%s, %s)", [uuid7(), [uuid7()]])
    except psycopg.DatabaseError:
        return False
    return True
