"""An import is taken back: what nobody touched goes, what was changed since stays and is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from museminder.domain.billing.models import Charge, Credit, FamilyAccount, LedgerLine
from museminder.domain.courses.models import Meeting, Offering, ScheduleTemplate
from museminder.domain.courses.rules.refusals import Refused as NotOnTheCalendar
from museminder.domain.enrollment.actions.places import give_back_places, queue_for
from museminder.domain.enrollment.models import Enrollment, OfferingTuition, Participation
from museminder.domain.people.models import Family
from museminder.domain.switching.actions.remembering import CREATED, POSTED, UPDATED, Writing, fingerprint
from museminder.domain.switching.actions.updating import put_back
from museminder.domain.switching.actions.updating_offerings import put_offering_back
from museminder.domain.switching.actions.writing_enrollments import reverse_posted
from museminder.domain.switching.models import ExternalId, ImportBatch, ImportedRecord
from museminder.domain.switching.queries.written import WRITTEN
from museminder.domain.switching.rules.settled import SettledRoster
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import Entry, current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor
from museminder.primitives.clock import today_in

Transaction = Callable[[], AbstractContextManager[Entry]]
State = ImportBatch.State
# What a family consists of, in the order in which it can be taken away.
OF_A_FAMILY = (
    "enrollment",
    "lesson",
    "make_up",
    "guardianship",
    "contact",
    "household",
    "student",
    "guardian",
    "family",
)
SHARED = ("offering", "tuition_plan", "course", "program", "room", "location", "season", "staff")
A_CHUNK = 50


class _Kept(Exception):
    """Something was changed or is used since: its family stays as it is."""


def start_undo(*, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Ask for an import to be taken back by a job. Raises ``Refused`` when the day for it is over."""
    with transaction.atomic(using=current_site()):
        batch = begin_undo(batch_id=batch_id, by=by, at=at)
        enqueue("switching.undo", lock=f"import:{batch.pk}", batch_id=str(batch.pk), by_name=by.name)
    return batch


def begin_undo(*, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Mark an import as being taken back. Raises ``Refused`` when the day for it is over."""
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state != State.UNDOING and not batch.can_be_undone(at):
            raise Refused(_("An import can be taken back for 24 hours after it came in."))
        batch.state, batch.problem = State.UNDOING, ""
        batch.save(update_fields=["state", "problem"])
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
        ImportBatch.objects.filter(pk=batch_id).update(progress_done=0, progress_total=len(units))
    for start in range(0, len(units), A_CHUNK):
        with transaction_of():
            for unit in units[start : start + A_CHUNK]:
                _undo_unit(writing, unit)
            ImportBatch.objects.filter(pk=batch_id).update(progress_done=min(start + A_CHUNK, len(units)))
    with transaction_of():
        for kind in SHARED:
            _undo_shared(writing, list(_left(batch).filter(unit="", kind=kind)))
        _finish(writing)


def _left(batch: ImportBatch) -> models.QuerySet[ImportedRecord]:
    return ImportedRecord.objects.filter(batch=batch, kept=False)


def _undo_unit(writing: Writing, unit: str) -> None:
    """Take one family back: its postings reversed in any case, the rest whole or not at all."""
    records = list(_left(writing.batch).filter(unit=unit))
    for record in records:
        if record.action == POSTED:
            _reverse(writing, record)
    records = [record for record in records if record.action != POSTED]
    by_kind = {kind: [one for one in records if one.kind == kind] for kind in OF_A_FAMILY}
    try:
        with transaction.atomic(using=current_site()):
            for kind in OF_A_FAMILY:
                for record in by_kind[kind]:
                    _take_back(writing, record)
            _forget(records)
    except (_Kept, models.ProtectedError, models.RestrictedError, IntegrityError):
        ImportedRecord.objects.filter(pk__in=[one.pk for one in records]).update(kept=True)


def _undo_shared(writing: Writing, records: list[ImportedRecord]) -> None:
    for record in records:
        try:
            with transaction.atomic(using=current_site()):
                _take_back(writing, record)
                _forget([record])
        except (_Kept, models.ProtectedError, models.RestrictedError, IntegrityError):
            ImportedRecord.objects.filter(pk=record.pk).update(kept=True)


def _take_back(writing: Writing, record: ImportedRecord) -> None:
    """Remove a record that was created, put back one that was updated. Raises ``_Kept`` if it changed since."""
    model: Any = WRITTEN[record.model]
    row = model.objects.filter(pk=record.record_id).first()
    if row is None or record.action not in {CREATED, UPDATED}:
        return
    if fingerprint(row) != record.fingerprint or getattr(row, "account_id", None):
        raise _Kept
    if record.action == UPDATED:
        opened = reveal([record], ["before"], purpose=Purpose.IMPORT_CHECK, by=writing.by, at=writing.at)
        _put_back(writing, row, opened[record.pk]["before"])
        return
    _free(row)
    if isinstance(row, Family) and _has_books(row):
        # The books are never erased: the family stays with its reversed entries, out of sight.
        row.is_active = False
        row.save(update_fields=["is_active"])
        return
    row.delete()


def _put_back(writing: Writing, row: models.Model, before: dict[str, Any]) -> None:
    if not isinstance(row, Offering):
        put_back(row, before)
        return
    try:
        put_offering_back(row, before, today=writing.today, by=writing.by, at=writing.at)
    except NotOnTheCalendar as refusal:  # its old room is taken by now, for example
        raise _Kept from refusal


def _has_books(family: Family) -> bool:
    accounts = FamilyAccount.objects.filter(family=family)
    if LedgerLine.objects.filter(family_account__in=accounts).exists():
        return True
    accounts.delete()
    return False


def _free(row: models.Model) -> None:
    """Take away what hangs on a record and was made with it."""
    if isinstance(row, Enrollment):
        queue_for(row.offering_id)
        places = Participation.objects.filter(enrollment=row)
        give_back_places(list(places.filter(ended=False).values_list("meeting_id", flat=True)))
        places.delete()
    if isinstance(row, Offering):
        if Meeting.objects.filter(offering=row, is_detached=True).exists():
            raise _Kept
        OfferingTuition.objects.filter(offering=row).delete()
        Meeting.objects.filter(offering=row).delete()
        ScheduleTemplate.objects.filter(offering=row).delete()


def _reverse(writing: Writing, record: ImportedRecord) -> None:
    model: Any = WRITTEN[record.model]
    posted: Charge | Credit | None = model.objects.filter(pk=record.record_id, reversed_at=None).first()
    if posted is not None:
        reverse_posted(posted, writing)
    _forget([record])


def _forget(records: Iterable[ImportedRecord]) -> None:
    """The other system's ids of what is gone lead nowhere any more; those of what stays are kept."""
    rows = list(records)
    gone = [one.record_id for one in rows if one.action in {CREATED, POSTED} and not _is_there(one)]
    ExternalId.objects.filter(record_id__in=gone).delete()
    stay = [one.pk for one in rows if one.action == CREATED and _is_there(one)]
    ImportedRecord.objects.filter(pk__in=stay).update(kept=True)
    ImportedRecord.objects.filter(pk__in=[one.pk for one in rows]).exclude(pk__in=stay).delete()


def _is_there(record: ImportedRecord) -> bool:
    if record.action == POSTED:
        return False
    model: Any = WRITTEN[record.model]
    return bool(model.objects.filter(pk=record.record_id).exists())


def _finish(writing: Writing) -> None:
    batch = ImportBatch.objects.select_for_update().get(pk=writing.batch.pk)
    kept = list(ImportedRecord.objects.filter(batch=batch, kept=True, action__in=[CREATED, UPDATED]))
    names = [[one.model, str(row)] for one in kept if (row := _row(one)) is not None]
    batch.report = {"kept": names}
    batch.counts = batch.counts | {"kept": len(names)}
    batch.state, batch.undone_at = State.UNDONE, writing.at
    batch.save(update_fields=["report", "counts", "state", "undone_at"])
    details = {"kept": len(names)}
    record_change("switching.import.undone", of=batch, by=writing.by, at=writing.at, details=details)


def _row(record: ImportedRecord) -> models.Model | None:
    model: Any = WRITTEN[record.model]
    row: models.Model | None = model.objects.filter(pk=record.record_id).first()
    return row
