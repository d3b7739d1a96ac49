"""Files of other systems go when they are not needed any more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from museminder.domain.switching.models import ImportBatch, ImportedRecord, ImportFile, ImportRow
from museminder.domain.switching.rules.retention import files_go_at, report_goes_at
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

State = ImportBatch.State


def forget_imports(*, by: Actor, at: datetime) -> int:
    """Remove the files, rows and questions of imports that can neither go on nor be taken back; returns how many.

    What an import wrote is still known, so that the next one updates it. One that is running is left alone.
    """
    forgotten = 0
    with transaction.atomic(using=current_site()):
        batches = ImportBatch.objects.select_for_update().exclude(state__in=[State.COMMITTING, State.UNDOING])
        for batch in batches.filter(Q(forgotten_at=None) | Q(report__isnull=False)).order_by("id"):
            if batch.forgotten_at is None and at >= files_of_batch_go_at(batch):
                _forget_files(batch, by=by, at=at)
                forgotten += 1
            ended_at = batch.undone_at or batch.undo_until or batch.forgotten_at
            if batch.report is not None and ended_at and at >= report_goes_at(ended_at):
                batch.report = None
                batch.save(update_fields=["report"])
    return forgotten


def files_of_batch_go_at(batch: ImportBatch) -> datetime:
    """From when on the files of an import are removed, also for its page."""
    return files_go_at(created_at=batch.created_at, undo_until=batch.undo_until, undone_at=batch.undone_at)


def forget_imports_of(*, record_ids: Collection[UUID], by: Actor, at: datetime) -> int:
    """Remove the files, rows and questions of imports that brought any of these records in; returns how many.

    Their rows hold the records as they were written there. Such an import cannot be taken back any more.
    """
    with transaction.atomic(using=current_site()):
        found = ImportedRecord.objects.filter(record_id__in=list(record_ids)).values("batch")
        batches = list(ImportBatch.objects.select_for_update().filter(pk__in=found).order_by("id"))
        for batch in batches:
            batch.report = None
            batch.undo_until = min(batch.undo_until, at) if batch.undo_until else None
            batch.save(update_fields=["report", "undo_until"])
            if batch.forgotten_at is None:
                _forget_files(batch, by=by, at=at)
    return len(batches)


def _forget_files(batch: ImportBatch, *, by: Actor, at: datetime) -> None:
    ImportFile.objects.filter(batch=batch).update(content=None)
    ImportRow.objects.filter(batch=batch).delete()
    ImportedRecord.objects.filter(batch=batch).exclude(before=None).update(before=None)
    batch.questions, batch.forgotten_at = None, at
    batch.save(update_fields=["questions", "forgotten_at"])
    record_change("switching.import.forgotten", of=batch, by=by, at=at)
