"""The dry run: where each row stands, what has to be asked, what would be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.switching.actions.reading import roster_of, uploads_of
from museminder.domain.switching.actions.uploads import check_can_change
from museminder.domain.switching.formats.tables import MAX_CELL_CHARACTERS
from museminder.domain.switching.formats.uploads import Upload, correct_cells
from museminder.domain.switching.models import ImportBatch, ImportRow
from museminder.domain.switching.queries.changed_here import rows_changed_here
from museminder.domain.switching.queries.existing_records import existing_facts
from museminder.domain.switching.rules.checking import CheckedRoster, CheckedRow, check_roster
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.questions import Question
from museminder.domain.switching.rules.settled import SettledRoster
from museminder.domain.switching.rules.settling import settle_roster
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_entry, current_site
from museminder.primitives.actor import Actor
from museminder.primitives.clock import today_in
from museminder.primitives.ids import uuid7


def check_batch(*, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Look over the files of an import: nothing is written but where each row stands and what has to be asked.

    Raises ``Refused`` until the date order is confirmed, ``UnreadableFile`` for a mapping that does not fit.
    """
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        check_can_change(batch)
        if not batch.date_order:
            raise Refused(_("Confirm in which order the dates stand first."))
        checked, settled = look_over(batch, by=by, at=at)
        _write_rows(batch, checked.rows)
        batch.system = checked.roster.system
        batch.questions = [_asked(question) for question in checked.questions]
        batch.report = {"left_out": [[str(one.row), one.title, one.sentence] for one in settled.left_out]}
        batch.counts = {
            "rows": {str(state): count for state, count in checked.counts().items()},
            "questions": len(checked.questions),
            "coming": counts_of(settled),
        }
        batch.state, batch.looked_over_at, batch.changed_here = ImportBatch.State.CHECKED, at, ""
        batch.save()
    return batch


def look_over(batch: ImportBatch, *, by: Actor, at: datetime) -> tuple[CheckedRoster, SettledRoster]:
    """The checked files and exactly what would be written with the answers given so far."""
    roster = roster_of(batch, by=by, at=at)
    existing = existing_facts(batch, roster, by=by, at=at)
    entry = current_entry()
    today = today_in(entry.time_zone if entry else "UTC", at)
    checked = check_roster(roster, existing, today=today, answers=batch.answers)
    return checked, settle_roster(checked, existing, batch.answers)


def mark_changed_here(batch: ImportBatch, *, by: Actor, at: datetime) -> int:
    """Show on its row that a record was changed here since the files were looked over; returns how many rows."""
    _checked, settled = look_over(batch, by=by, at=at)
    changed = rows_changed_here(batch, settled.updates)
    rows = [
        row
        for row in ImportRow.objects.filter(batch=batch).defer("details", "corrections")
        if RowReference(row.file_name, row.number) in changed
    ]
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(state=ImportRow.State.CHANGED)
    states = Counter(ImportRow.objects.filter(batch=batch).values_list("state", flat=True))
    batch.counts = batch.counts | {"rows": {state: states[state] for state in ImportRow.State.values}}
    batch.save(update_fields=["counts"])
    return len(rows)


def answer_questions(
    *, batch_id: UUID, answers: Mapping[str, str], by: Actor, at: datetime, seen: int | None = None
) -> ImportBatch:
    """Keep answers to the questions of an import, and look it over again with them.

    ``answers`` are question key, or its key for one row, → choice; an empty choice takes an answer back. ``seen`` is
    the version the page showed.
    """
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        check_can_change(batch, seen)
        given = batch.answers | dict(answers)
        batch.answers = {key: choice for key, choice in given.items() if choice}
        batch.version += 1
        batch.save(update_fields=["answers", "version"])
        details = {"answers": len(batch.answers)}
        record_change("switching.import.answered", of=batch, by=by, at=at, details=details)
        return check_batch(batch_id=batch_id, by=by, at=at)


def correct_row(
    *, row_id: UUID, texts: Mapping[str, str], by: Actor, at: datetime, seen: int | None = None
) -> ImportBatch:
    """Mend one row of a file: heading → what it should say. The import is looked over again.

    Card numbers are blacked out here too, before anything is kept. ``seen`` is the version the page showed. Raises
    ``Refused``, also for a text that is too long to keep.
    """
    if any(len(text) > MAX_CELL_CHARACTERS for text in texts.values()):
        raise Refused(_("A cell holds at most %(limit)s characters.") % {"limit": f"{MAX_CELL_CHARACTERS:,}"})
    with transaction.atomic(using=current_site()):
        row = ImportRow.objects.select_related("batch").get(pk=row_id)
        batch = ImportBatch.objects.select_for_update().get(pk=row.batch_id)
        check_can_change(batch, seen)
        batch.version += 1
        batch.save(update_fields=["version"])
        upload = next(
            upload for file, upload in uploads_of(row.batch, by=by, at=at) if file.name == row.file_name
        )
        row.corrections = masked_texts(upload, row.number, texts)
        row.save(update_fields=["corrections"])
        details = {"file": row.file_name, "row": row.number, "columns": len(texts)}
        record_change("switching.import.row_corrected", of=row.batch, by=by, at=at, details=details)
        return check_batch(batch_id=row.batch_id, by=by, at=at)


def masked_texts(upload: Upload, number: int, texts: Mapping[str, str]) -> dict[str, str]:
    """What was typed for a row, as it may be kept: only what differs from the file, card numbers blacked out."""
    known = {heading: text for heading, text in texts.items() if heading in upload.table.headings}
    mended = correct_cells(upload, {number: known})
    cells = next(row.cells for row in mended.table.rows if row.number == number)
    return {heading: cells[upload.table.headings.index(heading)] for heading in known}


def counts_of(settled: SettledRoster) -> dict[str, int]:
    """How much of what comes in; the balances are a sum in minor units."""
    return {
        "families": len(settled.families),
        "guardians": len(settled.guardians),
        "students": len(settled.students),
        "staff": len(settled.staff),
        "courses": len(settled.courses),
        "offerings": len(settled.offerings),
        "enrollments": len(settled.enrollments),
        "lessons": len(settled.lessons),
        "lessons_without_time": sum(one.meeting is None for one in settled.lessons),
        "make_up_credits": sum(max(one.count, 0) for one in settled.makeup_credits),
        "opening_balances": sum(one.amount for one in settled.opening_balances),
        "left_out": len(settled.left_out),
        "updated": len(settled.updates),
    }


def _write_rows(batch: ImportBatch, rows: tuple[CheckedRow, ...]) -> None:
    """Writes where each row stands; what somebody corrected in a row stays with it."""
    ids = {(row.file_name, row.number): row.pk for row in ImportRow.objects.filter(batch=batch)}
    ImportRow.objects.bulk_create(
        [
            ImportRow(
                # What is sealed is bound to its row, so a row keeps its id.
                id=ids.get((row.reference.file, row.reference.row)) or uuid7(),
                batch=batch,
                file_name=row.reference.file,
                number=row.reference.row,
                state=row.state.value,
                codes=sorted({finding.code.value for finding in row.findings}),
                details={"title": row.title, "sentences": [finding.sentence for finding in row.findings]},
            )
            for row in rows
        ],
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["studio", "batch", "file_name", "number"],
        update_fields=["state", "codes", "details"],
    )


def _asked(question: Question) -> dict[str, Any]:
    return {
        "kind": question.kind.value,
        "key": question.key,
        "sentence": question.sentence,
        "subjects": [[question.row_key(one.row), one.text] for one in question.subjects],
        "choices": [[choice.value, choice.label] for choice in question.choices],
        "default": question.default,
    }
