"""What a guardian asks for is done: a mistake corrected, with who said so; everything taken along, in two forms."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import translation

from museminder.domain.people.models import Source, Student
from museminder.domain.privacy.formats.family_archive import DATA, PAGE
from museminder.domain.privacy.rules import copied, held
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check
from museminder.promise.rehearsing import BORN_ON, Rehearsal, id_in, rehearsal


@dataclass(frozen=True, slots=True)
class Correction:
    """What a guardian has corrected by the office and corrects alone, and what the office answers."""

    first_name: str
    preferred_name: str
    words: str
    answer: str


@check(
    "corrections.carried-out",
    "Asks as a guardian for a correction, makes it in an office of its own, and looks for it with who said it.",
)
def carried_out(world: World) -> Found:
    """Steps of a correction that were not done, or do not say who did them."""
    with rehearsal(world) as school, translation.override("en"):
        wanted = Correction(*(f"{word} {uuid7().hex[-8:]}" for word in ("Quilla", "Quil", "Please", "Done")))
        asked = school.post(
            school.home,
            "privacy/requests/create/",
            kind="correct",
            about=str(school.child.pk),
            words=wanted.words,
        )
        request = f"privacy/requests/{id_in(asked.headers['Location'])}/" if asked.status_code == 302 else ""
        before = list(_undone(school, request, wanted))
        _correct(school, request, wanted)
        wrong = list(_undone(school, request, wanted))
    steps = len(before)
    return Found(
        steps,
        wrong,
        steps == len(STEPS),  # before it is done, every step must be missed
        f"1 correction asked for, {steps} steps looked at, {len(wrong)} not done",
    )


def _correct(school: Rehearsal, request: str, wanted: Correction) -> None:
    """The office corrects one name and answers; the guardian corrects another alone."""
    child = f"people/students/{school.child.pk}/"
    version = {"version": str(_child(school).version)}
    school.post(school.office, f"{child}edit/", first_name=wanted.first_name, **version)
    version = {"version": str(_child(school).version)}
    said = {"birth_date": BORN_ON.isoformat(), "care_notes": school.note}
    school.post(school.home, child, preferred_name=wanted.preferred_name, **said, **version)
    school.post(school.office, f"{request}answers/create/", answer=wanted.answer)


STEPS = (
    "the office has not corrected it",
    "it does not say that the office wrote it",
    "a guardian cannot correct it alone",
    "it does not say that the guardian wrote it",
    "the guardian does not read it",
    "the guardian does not read who said it",
    "the guardian reads no answer",
)


def _undone(school: Rehearsal, request: str, wanted: Correction) -> Iterator[str]:
    """The steps that are not done, in the words of ``STEPS``."""
    child = _child(school)
    by_office, by_guardian = child.origin_of("first_name"), child.origin_of("preferred_name")
    is_office_named = by_office is not None and by_office.account_id == school.studio.owner.account_id
    is_guardian_named = by_guardian is not None and (
        by_guardian.source,
        by_guardian.account_id,
    ) == (Source.GUARDIAN, school.studio.guardian.account_id)
    kept = _read(school, f"privacy/students/{child.pk}/")
    answer = _read(school, request)
    is_corrected = child.first_name == wanted.first_name
    done = (
        is_corrected,
        is_corrected and is_office_named and by_office is not None and by_office.source == Source.STUDIO,
        child.preferred_name == wanted.preferred_name,
        is_guardian_named,
        wanted.first_name in kept,
        "From you, " in kept and "From your school, " in kept,
        wanted.words in answer and wanted.answer in answer,
    )
    return (said for said, is_done in zip(STEPS, done, strict=True) if not is_done)


def _child(school: Rehearsal) -> Student:
    with school.inside(school.studio.owner):
        return Student.objects.get(pk=school.child.pk)


def _read(school: Rehearsal, path: str) -> str:
    return html.unescape(school.get(school.home, path).content.decode()) if path else ""


@check(
    "copies.whole",
    "Asks as a guardian for a copy, has it made, takes it along and reads its pages and its data.",
)
def whole_copies(world: World) -> Found:
    """Facts about the guardian and its children that are missing in the pages or in the data of their copy."""
    with rehearsal(world) as school, translation.override("en"):
        facts = dict(_facts(school))
        copy = _taken_along(school)
        wrong = list(_missing(copy, facts))
    nobody = {"nobody": f"a fact that nobody wrote {uuid7()}"}
    return Found(
        2 * len(facts),
        wrong,
        len(list(_missing(copy, nobody))) == 2,
        f"1 copy made, {len(facts)} facts looked for in its pages and in its data, {len(wrong)} missing",
    )


def _taken_along(school: Rehearsal) -> bytes:
    """The archive as the guardian's browser gets it; nothing when there is none."""
    asked = school.post(school.home, "privacy/exports/create/")
    school.work("privacy.make_family_export")
    if asked.status_code != 302:
        return b""
    answer = school.get(school.home, f"privacy/exports/{id_in(asked.headers['Location'])}/copy.zip")
    return bytes(answer.content) if answer.status_code == 200 else b""


def _missing(copy: bytes, facts: Mapping[str, str]) -> Iterator[str]:
    pages, data = _halves(copy)
    yield from (f"{where} is not in the pages" for where, said in facts.items() if said not in pages)
    yield from (f"{where} is not in the data" for where, said in facts.items() if said not in data)


def _halves(copy: bytes) -> tuple[str, str]:
    """What stands in the pages of a copy, and in its data; an archive that cannot be read says nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(copy)) as archive:
            pages = html.unescape(archive.read(PAGE).decode())
            data = json.loads(archive.read(DATA))
    except (zipfile.BadZipFile, KeyError, ValueError):
        return "", ""
    return pages, "\n".join(_said(data))


def _said(data: Any) -> Iterator[str]:
    """Every name and every value in the data."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield name
            yield from _said(value)
    elif isinstance(data, list):
        for each in data:
            yield from _said(each)
    elif data is not None:
        yield str(data)


def _facts(school: Rehearsal) -> Iterator[tuple[str, str]]:
    """What the copy must hold: what is sealed about the child, each table's texts about the other, about oneself."""
    yield "the child's name", school.child.first_name
    yield "the child's birth date", BORN_ON.isoformat()
    yield "the child's notes", school.note
    rows = school.studio.rows
    for table in held.tables_about_students():
        row = rows.get(table.label)
        if row is None or table.label in copied.NOT_COPIED or not _is_about(table, row, school):
            continue
        for field in copied.copied_fields(table):
            is_text = isinstance(field, models.CharField | models.TextField)
            if is_text and (said := str(getattr(row, field.attname))):
                yield f"{table.label}.{field.name}", said
    yield from school.own_words()
    yield "the photograph", f"photographs/{rows['people.Student'].pk}.jpg"


def _is_about(table: held.HeldTable, row: Any, school: Rehearsal) -> bool:
    """Whether a row of the filled school is about its child: a few tables hold others too."""
    about = table.about(school.studio.rows["people.Student"].pk)
    with school.inside(school.studio.owner):
        return bool(table.model.objects.filter(about, pk=row.pk).exists())
