"""Records of an import are taken back together: removed if it made them, put back if it changed them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from museminder.domain.billing.models import FamilyAccount, LedgerLine
from museminder.domain.courses.models import (
    Meeting,
    MeetingInstructor,
    Offering,
    OfferingInstructor,
    ScheduleTemplate,
)
from museminder.domain.courses.rules.refusals import Refused as NotOnTheCalendar
from museminder.domain.enrollment.actions.places import give_back_places, queue_for
from museminder.domain.enrollment.models import Enrollment, OfferingTuition, Participation
from museminder.domain.people.models import Family, Guardian
from museminder.domain.people.queries.reach import near_a_guarded_child
from museminder.domain.switching.actions.remembering import CREATED, POSTED, UPDATED, Writing, fingerprint
from museminder.domain.switching.actions.updating import put_back
from museminder.domain.switching.actions.updating_offerings import put_offering_back
from museminder.domain.switching.models import ExternalId, ImportedRecord
from museminder.domain.switching.queries.written import WRITTEN
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal

# In which order records can be taken away: what hangs on others first.
ORDER = (
    *("enrollment", "lesson", "make_up", "guardianship", "contact", "household", "student", "guardian"),
    *("family", "offering", "tuition_plan", "course", "program", "room", "location", "season", "staff"),
)
Rows = Mapping[UUID, models.Model]


class Kept(Exception):
    """Something was changed or is used since: it stays as it is, with what belongs to it."""


def rows_of(records: Iterable[ImportedRecord]) -> Rows:
    """The records themselves, as they are now, by id; what is gone is not among them."""
    wanted: Mapping[str, set[UUID]] = defaultdict(set)
    for record in records:
        wanted[record.model].add(record.record_id)
    found: dict[UUID, models.Model] = {}
    for label, ids in wanted.items():
        model: Any = WRITTEN[label]
        asked = model.objects.filter(pk__in=ids)
        if model is Offering:
            asked = asked.prefetch_related("templates", "instructors")
        found |= {row.pk: row for row in asked}
    return found


def was_changed(record: ImportedRecord, rows: Rows) -> bool:
    """Whether a record that the import wrote is not as it left it, or somebody signs in as it by now."""
    row = rows.get(record.record_id)
    if row is None or record.action not in {CREATED, UPDATED}:
        return False
    return fingerprint(row) != record.fingerprint or bool(getattr(row, "account_id", None))


def take_back(writing: Writing, records: Sequence[ImportedRecord], rows: Rows) -> None:
    """Take records back, all or none; the caller has a transaction around it.

    Raises ``Kept``, or the database's refusal to remove what something else hangs on.
    """
    by_kind: Mapping[str, list[ImportedRecord]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record)
    for kind in ORDER:
        if any(was_changed(record, rows) for record in by_kind[kind]):
            raise Kept
        updated = [record for record in by_kind[kind] if record.action == UPDATED]
        _put_back(writing, [record for record in updated if record.record_id in rows], rows)
        made = [record.record_id for record in by_kind[kind] if record.action == CREATED]
        _remove([rows[pk] for pk in made if pk in rows])
    forget(records)


def forget(records: Iterable[ImportedRecord]) -> None:
    """The other system's ids of what is gone lead nowhere any more; those of what stays are kept."""
    known = list(records)
    there = rows_of(record for record in known if record.action == CREATED)
    gone = [
        one.record_id
        for one in known
        if one.action == POSTED or (one.action == CREATED and one.record_id not in there)
    ]
    ExternalId.objects.filter(record_id__in=gone).delete()
    stay = [one.pk for one in known if one.action == CREATED and one.record_id in there]
    ImportedRecord.objects.filter(pk__in=stay).update(kept=True)
    ImportedRecord.objects.filter(pk__in=[one.pk for one in known]).exclude(pk__in=stay).delete()


def _put_back(writing: Writing, records: list[ImportedRecord], rows: Rows) -> None:
    if not records:
        return
    opened = reveal(records, ["before"], purpose=Purpose.IMPORT_CHECK, by=writing.by, at=writing.at)
    near = near_a_guarded_child([row.pk for row in rows.values() if isinstance(row, Guardian)])
    for record in records:
        row, before = rows[record.record_id], opened[record.pk]["before"] or {}
        if (
            row.pk in near
        ):  # the family signs in by now: a mailbox that leads to the child is not put back by one
            before.pop("email", None)
        if not isinstance(row, Offering):
            put_back(row, before)
            continue
        try:
            put_offering_back(row, before, today=writing.today, by=writing.by, at=writing.at)
        except NotOnTheCalendar as refusal:  # its old room is taken by now, for example
            raise Kept from refusal


def _remove(rows: list[models.Model]) -> None:
    if not rows:
        return
    if isinstance(rows[0], Enrollment):
        _free_places([row for row in rows if isinstance(row, Enrollment)])
    if isinstance(rows[0], Offering):
        _clear_calendar([row.pk for row in rows])
    if isinstance(rows[0], Family):
        rows = _without_books([row for row in rows if isinstance(row, Family)])
    model: Any = type(rows[0]) if rows else Family
    model.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _free_places(enrollments: list[Enrollment]) -> None:
    queue_for(*{row.offering_id for row in enrollments})
    places = Participation.objects.filter(enrollment__in=[row.pk for row in enrollments])
    taken = Counter(places.filter(ended=False).values_list("meeting_id", flat=True))
    while taken:
        give_back_places(sorted(taken))
        taken -= Counter(list(taken))
    places.delete()


def _clear_calendar(offering_ids: list[UUID]) -> None:
    """Take away what hangs on offerings and was made with them."""
    meetings = Meeting.objects.filter(offering__in=offering_ids)
    if meetings.filter(is_detached=True).exists():
        raise Kept
    OfferingTuition.objects.filter(offering__in=offering_ids).delete()
    OfferingInstructor.objects.filter(offering__in=offering_ids).delete()
    MeetingInstructor.objects.filter(meeting__offering__in=offering_ids).delete()
    meetings.delete()
    ScheduleTemplate.objects.filter(offering__in=offering_ids).delete()


def _without_books(families: list[Family]) -> list[models.Model]:
    """The books are never erased: a family with entries stays with them, reversed and out of sight."""
    ids = [family.pk for family in families]
    accounts = FamilyAccount.objects.filter(family__in=ids)
    written = set(
        LedgerLine.objects.filter(family_account__in=accounts).values_list("family_account_id", flat=True)
    )
    booked = set(accounts.filter(pk__in=written).values_list("family_id", flat=True))
    accounts.exclude(pk__in=written).delete()
    Family.objects.filter(pk__in=booked).update(is_active=False)
    return [family for family in families if family.pk not in booked]
