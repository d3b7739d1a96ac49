"""An import is taken back: what nobody touched goes, what was changed since stays and is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from museminder.domain.billing.models import Charge, Credit
from museminder.domain.switching.actions.commits import TakenOver, note_progress
from museminder.domain.switching.actions.remembering import CREATED, POSTED, UPDATED, Writing
from museminder.domain.switching.actions.taking_back import (
    Kept,
    Rows,
    forget,
    rows_of,
    take_back,
    was_changed,
)
from museminder.domain.switching.actions.writing_enrollments import reverse_posted
from museminder.domain.switching.models import ImportBatch, ImportedRecord
from museminder.domain.switching.rules.settled import SettledRoster
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import Entry, current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor
from museminder.primitives.clock import today_in

Transaction = Callable[[], AbstractContextManager[Entry]]
State = ImportBatch.State
SHARED = ("offering", "tuition_plan", "course", "program", "room", "location", "season", "staff")
A_CHUNK = 50
STAYS = (Kept, models.ProtectedError, models.RestrictedError, IntegrityError)


def start_undo(*, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Ask for an import to be taken back by a job. Raises ``Refused`` when the day for it is over."""
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state == State.UNDOING and not batch.has_paused(at):
            return batch  # clicked twice: it is being taken back already
        batch = begin_undo(batch_id=batch_id, by=by, at=at)
        enqueue("switching.undo", lock=f"import:{batch.pk}", batch_id=str(batch.pk), by_name=by.name)
    return batch


def begin_undo(*, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Mark an import as being taken back. Raises ``Refused`` when the day for it is over."""
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state != State.UNDOING and not batch.can_be_undone(at):
            raise Refused(_("An import can be taken back for 24 hours after it came in."))
        batch.state, batch.problem, batch.progressed_at = State.UNDOING, "", at
        batch.version += 1
        batch.save(update_fields=["state", "problem", "progressed_at", "version"])
        record_change("switching.import.undo_begun", of=batch, by=by, at=at)
    return batch


def undo_batch(*, batch_id: UUID, by: Actor, at: datetime, transaction_of: Transaction) -> None:
    """Take an import back in several transactions; one that stopped goes on where it stood."""
    with transaction_of() as entry:
        batch = ImportBatch.objects.get(pk=batch_id)
        if batch.state != State.UNDOING:
            return
        writing = Writing(batch, SettledRoster(), batch.system, by, at, today_in(entry.time_zone, at))
        units = list(_left(batch).exclude(unit="").values_list("unit", flat=True).distinct().order_by("unit"))
        note_progress(batch_id, 0, total=len(units))
    for start in range(0, len(units), A_CHUNK):
        with transaction_of():
            _hold(batch)
            _undo_units(writing, units[start : start + A_CHUNK])
            note_progress(batch_id, min(start + A_CHUNK, len(units)))
    with transaction_of():
        _hold(batch)
        for kind in SHARED:
            _undo_shared(writing, list(_left(batch).filter(unit="", kind=kind)))
        _finish(writing)


def _hold(batch: ImportBatch) -> None:
    """Keep an import to this transaction: two jobs never take it back at once."""
    if ImportBatch.objects.select_for_update().get(pk=batch.pk).state != State.UNDOING:
        raise TakenOver


def _left(batch: ImportBatch) -> models.QuerySet[ImportedRecord]:
    return ImportedRecord.objects.filter(batch=batch, kept=False)


def _undo_units(writing: Writing, units: list[str]) -> None:
    """Take families back: their postings reversed in any case, the rest of each whole or not at all."""
    records = list(_left(writing.batch).filter(unit__in=units).order_by("id"))
    posted = [record for record in records if record.action == POSTED]
    _reverse(writing, posted)
    records = [record for record in records if record.action != POSTED]
    rows = rows_of(records)
    changed = {record.unit for record in records if was_changed(record, rows)}
    untouched = [record for record in records if record.unit not in changed]
    _keep(record for record in records if record.unit in changed)
    if _taken_back(writing, untouched, rows):
        return
    by_unit: Mapping[str, list[ImportedRecord]] = defaultdict(list)
    for record in untouched:
        by_unit[record.unit].append(record)
    for each in by_unit.values():  # something hangs on one of them: find out on which
        if not _taken_back(writing, each, rows_of(each)):
            _keep(each)


def _undo_shared(writing: Writing, records: list[ImportedRecord]) -> None:
    rows = rows_of(records)
    untouched = [record for record in records if not was_changed(record, rows)]
    _keep(record for record in records if was_changed(record, rows))
    if _taken_back(writing, untouched, rows):
        return
    for record in untouched:
        if not _taken_back(writing, [record], rows_of([record])):
            _keep([record])


def _taken_back(writing: Writing, records: list[ImportedRecord], rows: Rows) -> bool:
    """Take records back together; where one of them has to stay, nothing has happened."""
    try:
        with transaction.atomic(using=current_site()):
            take_back(writing, records, rows)
    except STAYS:
        return False
    return True


def _keep(records: Iterable[ImportedRecord]) -> None:
    ImportedRecord.objects.filter(pk__in=[one.pk for one in records]).update(kept=True)


def _reverse(writing: Writing, records: list[ImportedRecord]) -> None:
    rows = rows_of(records)
    for record in records:
        posted = rows.get(record.record_id)
        if isinstance(posted, Charge | Credit) and posted.reversed_at is None:
            reverse_posted(posted, writing)
    forget(records)


def _finish(writing: Writing) -> None:
    batch = ImportBatch.objects.select_for_update().get(pk=writing.batch.pk)
    kept = list(ImportedRecord.objects.filter(batch=batch, kept=True, action__in=[CREATED, UPDATED]))
    rows = rows_of(kept)
    there = [one for one in kept if one.record_id in rows]
    names = [[str(rows[one.record_id]._meta.verbose_name), str(rows[one.record_id])] for one in there]
    batch.report = {"kept": names}
    batch.counts = batch.counts | {"kept": len(names)}
    batch.state, batch.undone_at = State.UNDONE, writing.at
    batch.save(update_fields=["report", "counts", "state", "undone_at"])
    details = {"kept": len(names)}
    record_change("switching.import.undone", of=batch, by=writing.by, at=writing.at, details=details)
