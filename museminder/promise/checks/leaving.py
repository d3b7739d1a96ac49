"""What becomes of children who have left, and of a child that is erased while its family owes something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.db.models import QuerySet

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.charges import ChargeFacts, post_charge
from museminder.domain.billing.models import Charge
from museminder.domain.people.models import Student
from museminder.domain.privacy.models import Erasure
from museminder.foundation.tenancy.jobs import fan_out
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check
from museminder.promise.passing import THROUGH
from museminder.promise.rehearsing import Rehearsal, add_child, rehearsal

OWED = 4500  # more than anything that a filled school has paid


@dataclass(frozen=True, slots=True)
class Left:
    """What is there of a child and in the books: the open bill, and whether it tells for whom."""

    has_notes: bool
    has_birth_date: bool
    has_name: bool
    amount: int
    is_named_in_the_books: bool


HERE = Left(has_notes=True, has_birth_date=True, has_name=True, amount=OWED, is_named_in_the_books=True)
NOTES_GONE = Left(
    has_notes=False, has_birth_date=True, has_name=True, amount=OWED, is_named_in_the_books=True
)
GONE = Left(has_notes=False, has_birth_date=False, has_name=False, amount=OWED, is_named_in_the_books=False)
# Days since the last one, and what must be there the night after: sentence N05 says 60 days and 24 months.
AFTER = {59: HERE, 61: NOTES_GONE, 725: NOTES_GONE, 735: GONE}


@check(
    "retention.erases",
    "Lets children of a school of its own have left 59, 61, 725 and 735 days ago, does the nightly job and looks.",
)
def erases(world: World) -> Found:
    """Children of whom the nightly job leaves more, or less, than the policy says, their bills included."""
    with rehearsal(world) as school:
        today = clock.now().astimezone(UTC).date()
        children = {days: _left(school, today - timedelta(days=days)) for days in AFTER}
        before = {days: _seen(school, child) for days, child in children.items()}
        fan_out("privacy.retention")
        school.work("privacy.retention")
        after = {days: _seen(school, child) for days, child in children.items()}
    wrong = [
        f"left {days} days ago: {after[days]}" for days, expected in AFTER.items() if after[days] != expected
    ]
    return Found(
        len(AFTER),
        wrong,
        set(before.values()) == {HERE},  # everything was there before the night
        f"{len(AFTER)} children who left 59 to 735 days ago after one night, {len(wrong)} not as promised",
    )


def _left(school: Rehearsal, on: date) -> Student:
    """A child with notes, a birth date and an open bill, whose last day is over."""
    child = add_child(school.studio, f"Note {uuid7().hex}")
    _bill(school, child)
    rows: QuerySet[Student] = QuerySet(Student, using=THROUGH)
    rows.filter(pk=child.pk).update(is_active=False, ended_on=on)
    return child


def _bill(school: Rehearsal, child: Student) -> None:
    on = clock.now().astimezone(UTC).date()
    facts = ChargeFacts(
        source_kind="check",
        source_id=uuid7(),
        period=on.replace(day=1),
        description="fee",
        amount=OWED,
        due_on=on,
        student_id=child.pk,
        parameters={"student": child.first_name},
    )
    with school.inside(school.studio.owner):
        account = open_family_account(family_id=school.studio.rows["people.Family"].pk)
        post_charge(family_account=account, facts=facts, on=on, by=school.owner, at=clock.now())
        school.bills[child.pk] = facts.source_id


def _seen(school: Rehearsal, child: Student) -> Left:
    with school.inside(school.studio.owner):
        row = Student.objects.get(pk=child.pk)
        charge = Charge.objects.filter(source_id=school.bills[child.pk]).first()
    return Left(
        has_notes=row.care_notes is not None,
        has_birth_date=row.birth_date is not None,
        has_name=row.first_name == child.first_name,
        amount=charge.amount if charge and charge.allocated_amount < charge.amount else 0,
        is_named_in_the_books=charge is not None
        and bool(charge.student_id or charge.parameters or charge.steps),
    )


@check(
    "erasing.whatever-is-owed",
    "Asks for a child of a school of its own to be erased while its bill is open, and looks at the child and the bill.",
)
def whatever_is_owed(world: World) -> Found:
    """An erasure that waits for money, a bill that goes with the child or goes on to tell whose it was."""
    with rehearsal(world) as school:
        _bill(school, school.child)
        before = _seen(school, school.child)
        school.post(school.home, f"privacy/students/{school.child.pk}/erasures/create/", understood="on")
        school.work("privacy.weigh_erasure")
        with school.inside(school.studio.owner):
            states = list(Erasure.objects.filter(student_id=school.child.pk).values_list("state", flat=True))
        wrong = list(_not_as_promised(states, _seen(school, school.child)))
    return Found(
        3,
        wrong,
        before == HERE,
        f"1 child erased while its bill was open, 3 things looked at, {len(wrong)} wrong",
    )


def _not_as_promised(states: list[str], after: Left) -> Iterator[str]:
    if states != [Erasure.State.DONE]:
        yield f"erasing it stands at {', '.join(states) or 'nothing'}"
    if after.amount != OWED:
        yield f"{after.amount} are owed instead of {OWED}"
    if (after.has_notes, after.has_birth_date, after.has_name, after.is_named_in_the_books) != (False,) * 4:
        yield f"of the child is left: {after}"
