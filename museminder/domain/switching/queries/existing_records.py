"""What the studio has already, as far as an import must know it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from museminder.domain.billing.models import Charge, Credit
from museminder.domain.courses.models import Offering
from museminder.domain.people.models import Family, StaffMember, Student
from museminder.domain.switching.models import ExternalId, ImportBatch, ImportedRecord
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.existing import ExistingFacts, ExistingRecord, ExistingStudent
from museminder.domain.switching.rules.records import ImportedRoster
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor

FAMILY, STUDENT, STAFF, OFFERING = "family", "student", "staff", "offering"
BALANCE, MAKE_UP = "balance", "make_up"


def existing_facts(batch: ImportBatch, roster: ImportedRoster, *, by: Actor, at: datetime) -> ExistingFacts:
    """Students, staff, classes, families and opening balances the studio had before this import began.

    What this import itself wrote is left aside, so that one that stopped half-way goes on as it began.
    """
    own = set(
        ImportedRecord.objects.filter(batch=batch).exclude(action="found").exclude(action="updated")
        .values_list("record_id", flat=True)
    )  # fmt: skip
    return ExistingFacts(
        students=tuple(_students(roster, own, by=by, at=at)),
        staff=tuple(_staff(roster.system, own)),
        offerings=tuple(_offerings(roster.system, own)),
        families={
            external: str(record)
            for external, record in ids_of(roster.system, FAMILY).items()
            if record not in own
        },
        opening_balances=_balances(roster.system, own),
    )


def ids_of(system: str, kind: str) -> dict[str, UUID]:
    """The records of a kind by the other system's ids."""
    rows = ExternalId.objects.filter(system=system, kind=kind)
    return dict(rows.values_list("external_id", "record_id"))


def _students(
    roster: ImportedRoster, own: set[UUID], *, by: Actor, at: datetime
) -> Iterable[ExistingStudent]:
    students = list(Student.objects.filter(merged_into=None).exclude(pk__in=own))
    merged = dict(Student.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    external = {
        merged.get(record, record): number for number, record in ids_of(roster.system, STUDENT).items()
    }
    births = _births(students, roster, by=by, at=at)
    for one in students:
        yield ExistingStudent(
            str(one.pk), external.get(one.pk, ""), one.first_name, one.last_name, births.get(one.pk)
        )


def _births(
    students: list[Student], roster: ImportedRoster, *, by: Actor, at: datetime
) -> dict[UUID, date | None]:
    """Birth dates of namesakes only: nobody else's is opened."""
    names = {folded(one.name) for one in roster.students}
    alike = [one for one in students if folded(f"{one.first_name} {one.last_name}") in names]
    opened = reveal(alike, ["birth_date"], purpose=Purpose.IMPORT_CHECK, by=by, at=at)
    return {key: values["birth_date"] for key, values in opened.items()}


def _staff(system: str, own: set[UUID]) -> Iterable[ExistingRecord]:
    external = {record: number for number, record in ids_of(system, STAFF).items()}
    for one in StaffMember.objects.exclude(pk__in=own):
        yield ExistingRecord(str(one.pk), external.get(one.pk, ""), one.full_name)


def _offerings(system: str, own: set[UUID]) -> Iterable[ExistingRecord]:
    external = {record: number for number, record in ids_of(system, OFFERING).items()}
    for key, name in Offering.objects.exclude(pk__in=own).values_list("pk", "name"):
        yield ExistingRecord(str(key), external.get(key, ""), name)


def _balances(system: str, own: set[UUID]) -> dict[str, int]:
    """The opening balances brought over and not taken back since, in minor units."""
    posted = {number: record for number, record in ids_of(system, BALANCE).items() if record not in own}
    records = list(posted.values())
    charges = Charge.objects.filter(pk__in=records, reversed_at=None).values_list("pk", "amount")
    given = Credit.objects.filter(pk__in=records, reversed_at=None).values_list("pk", "amount")
    amounts = {**dict(charges), **{key: -amount for key, amount in given}}
    return {number: amounts[record] for number, record in posted.items() if record in amounts}


def family_behind(family_id: UUID) -> UUID:
    """The family a record stands for now: the one it was merged into, if it was."""
    merged = Family.objects.filter(pk=family_id).values_list("merged_into_id", flat=True).first()
    return merged or family_id
