"""The enrollments, make-up credits and opening balances of an import come into the studio."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from museminder.domain.attendance.models import MakeUpCredit
from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.charges import reverse_charge
from museminder.domain.billing.actions.credits import carry_over_balance, reverse_credit
from museminder.domain.billing.models import Charge, Credit
from museminder.domain.courses.models import Offering
from museminder.domain.switching.actions.enrolling import WantedEnrollment, enroll
from museminder.domain.switching.actions.remembering import FOUND, POSTED, Writing
from museminder.domain.switching.queries.existing_records import family_behind, ids_of
from museminder.domain.switching.rules.records import ImportedMakeUpCredit, ImportedOpeningBalance
from museminder.domain.switching.rules.settled import SettledEnrollment
from museminder.primitives.ids import uuid7


def write_enrollments(writing: Writing, records: Iterable[SettledEnrollment]) -> None:
    """Bring students into the classes their rows list."""
    units = {one.key: one.family_key for one in writing.settled.students}
    waiting = [
        (key, one)
        for one in records
        if writing.record("student", one.student_key) and not writing.record("enrollment", key := _key(one))
    ]
    offerings = Offering.objects.in_bulk([_offering_id(writing, one) for _at, one in waiting])
    enroll(
        writing,
        [
            WantedEnrollment(
                key=key,
                student_id=writing.done_for("student", one.student_key),
                offering=offering,
                kind=one.kind,
                starts_on=_first_day(offering, writing.today),
                unit=units[one.student_key],
            )
            for key, one in waiting
            if (offering := offerings[_offering_id(writing, one)])
        ],
    )


def _key(one: SettledEnrollment) -> str:
    return f"{one.student_key}>{one.offering_key or one.existing_reference}"


def _offering_id(writing: Writing, one: SettledEnrollment) -> UUID:
    if one.existing_reference:
        return UUID(one.existing_reference)
    return writing.done_for("offering", one.offering_key)


def write_make_up_credits(writing: Writing, records: Iterable[ImportedMakeUpCredit]) -> None:
    """Write the lessons owed, each on its own; those of a student who has them from an earlier import are there."""
    students = {one.key: one for one in writing.settled.students}
    known = ids_of(writing.system, "make_up")
    for credit in records:
        student = students[credit.student_key]
        student_id = writing.record("student", student.key)
        if student_id is None or writing.record("make_up", f"{student.key}#1"):
            continue
        if student.external_id in known or (
            student.row in writing.settled.updates and not student.external_id
        ):
            continue
        rows = [
            MakeUpCredit(
                student_id=student_id, granted_on=writing.today, reason="Brought over from the former system"
            )
            for _each in range(credit.count)
        ]
        MakeUpCredit.objects.bulk_create(rows)
        for number, row in enumerate(rows, start=1):
            writing.remember(
                "make_up",
                f"{student.key}#{number}",
                row,
                unit=student.family_key,
                external_id=student.external_id if number == 1 else "",
            )


def write_balances(writing: Writing, records: Iterable[ImportedOpeningBalance]) -> None:
    """Bring over what families owe or are owed; an amount that changed since an earlier import replaces it."""
    known = ids_of(writing.system, "balance")
    families = ids_of(writing.system, "family")
    units = {one.external_id: one.key for one in writing.settled.families}
    for balance in records:
        key = balance.family_external_id
        family_id = families.get(key)
        if writing.record("balance", key) or family_id is None or not balance.amount:
            continue
        earlier = _posted(known.get(key))
        if earlier is not None:
            if _amount(earlier) == balance.amount:
                writing.remember("balance", key, earlier, FOUND, unit=units.get(key, ""))
                continue
            reverse_posted(earlier, writing)
        made = carry_over_balance(
            family_account=open_family_account(family_id=family_behind(family_id)),
            balance=balance.amount,
            as_of=balance.as_of_on or writing.today,
            source_id=uuid7(),
            by=writing.by,
            at=writing.at,
        )
        if made is not None:
            before = {"amount": _amount(earlier)} if earlier is not None else None
            writing.remember(
                "balance", key, made, POSTED, unit=units.get(key, ""), before=before, external_id=key
            )


def reverse_posted(posted: Charge | Credit, writing: Writing) -> None:
    """Take an opening balance back: the books keep both."""
    reason = "import taken back"
    if isinstance(posted, Charge):
        reverse_charge(charge=posted, reason=reason, on=writing.today, by=writing.by, at=writing.at)
    else:
        reverse_credit(credit=posted, reason=reason, on=writing.today, by=writing.by, at=writing.at)


def _posted(record_id: UUID | None) -> Charge | Credit | None:
    if record_id is None:
        return None
    charge = Charge.objects.filter(pk=record_id, reversed_at=None).first()
    return charge or Credit.objects.filter(pk=record_id, reversed_at=None).first()


def _amount(posted: Charge | Credit) -> int:
    return posted.amount if isinstance(posted, Charge) else -posted.amount


def _first_day(offering: Offering, today: date) -> date:
    """Today for a class that runs, else its first day: nobody is brought into lessons long past."""
    return today if offering.starts_on <= today < offering.until else offering.starts_on
