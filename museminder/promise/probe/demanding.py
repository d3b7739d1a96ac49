"""Legal demands that checks record, approve and read for, on databases and in transactions that nobody keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections, transaction
from django.db.models import Model, QuerySet
from psycopg import sql

from museminder.domain.oversight.models import DemandExport, LegalDemand, OperatorStaff, Training
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.probe.filling import Filled

OWNER = "owner"
NOBODY_S = 0  # no studio has this number
DAY = timedelta(days=1)
TABLES = {
    "student": "people_student",
    "guardians": "people_guardian",
    "enrollments": "enrollment_enrollment",
    "bills": "billing_charge",
    "payments": "billing_receipt",
}


def rows_of(model: type[Model]) -> Any:
    """Every row of a model, whoever's it is."""
    return QuerySet(model, using=OWNER)


def make_staff(*, is_taught: bool = True) -> UUID:
    """Somebody of ours, with a training that holds or without one; their account."""
    at = clock.now()
    staff = OperatorStaff(account_id=uuid7(), name="Check", started_at=at, appointed_by="check")
    staff.save(using=OWNER)
    if is_taught:
        Training(
            staff=staff,
            subject=Training.Subject.PRIVACY,
            completed_on=at.date() - DAY,
            valid_until=at.date() + 30 * DAY,
            certificate_sha256="0" * 64,
            recorded_by="check",
            recorded_at=at,
        ).save(using=OWNER)
    return staff.account_id


def make_demand(
    clerk: UUID,
    number: int = NOBODY_S,
    students: Sequence[UUID] = (),
    families: Sequence[UUID] = (),
    records: Sequence[str] = ("student",),
) -> UUID:
    """A demand that one of us recorded; by default about a student whom no studio has."""
    at = clock.now()
    demand = LegalDemand(
        number=number,
        kind=LegalDemand.Kind.WARRANT,
        issuer="Check",
        reference="Check",
        document_sha256="0" * 64,
        received_at=at - DAY,
        student_ids=list(students) or [uuid7()],
        family_ids=list(families),
        records=list(records),
        expires_at=at + DAY,
        recorded_by_id=clerk,
        recorded_by="check",
        recorded_at=at,
    )
    demand.save(using=OWNER, force_insert=True)
    return demand.pk


def is_approved(demand: UUID, people: Sequence[UUID]) -> bool:
    """Whether the database takes the approvals of these people, one after the other."""
    try:
        with transaction.atomic(using=OWNER):
            for place, person in zip(("first", "second"), people, strict=False):
                rows_of(LegalDemand).filter(pk=demand).update(**{f"{place}_approver_id": person})
    except DatabaseError:
        return False
    return True


def is_answered(demand: UUID, by: UUID) -> bool:
    """Whether the database lets an archive be asked for."""
    number = rows_of(LegalDemand).get(pk=demand).number
    export = DemandExport(demand_id=demand, number=number, lock=b"x", asked_by_id=by, asked_at=clock.now())
    try:
        with transaction.atomic(using=OWNER):
            export.save(using=OWNER, force_insert=True)
    except DatabaseError:
        return False
    return True


def seen_for(studio: Filled, demand: UUID) -> dict[str, set[UUID]]:
    """What the job that answers the demand sees, by kind."""
    with _reading(studio, demand) as cursor:
        found = {}
        for kind, table in TABLES.items():
            cursor.execute(sql.SQL("select id from {}").format(sql.Identifier(table)))
            found[kind] = {row[0] for row in cursor.fetchall()}
    return found


def can_write(studio: Filled, demand: UUID) -> bool:
    """Whether that job can change a student."""
    try:
        with _reading(studio, demand) as cursor:
            cursor.execute("update people_student set school_name = 'x'")
    except DatabaseError:
        return False
    return True


@contextmanager
def _reading(studio: Filled, demand: UUID) -> Iterator[Any]:
    """The transaction in which a job reads for a demand, by the capability of a job of this studio."""
    with transaction.atomic(using="queue"), connections["queue"].cursor() as queue:
        queue.execute("select sec.fan_out('oversight.answer_demands', 'check')")
        queue.execute(
            "update procrastinate_jobs set status = 'doing' where queue_name = 'check' and status = 'todo'"
            " and args->>'studio_id' = %s returning id",
            [str(studio.studio_id)],
        )
        queue.execute("select sec.claim_job(%s)", [queue.fetchone()[0]])
        secret = queue.fetchone()[0]
    with transaction.atomic(using="demand"), connections["demand"].cursor() as cursor:
        cursor.execute("select 1 from sec.begin_demand(%s, %s, %s)", [secret, studio.studio_id, demand])
        yield cursor
        transaction.set_rollback(True, using="demand")


def charges_of(family: UUID) -> set[UUID]:
    """What a family was billed."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select id from billing_charge where family_ref = %s", [family])
        return {row[0] for row in cursor.fetchall()}
