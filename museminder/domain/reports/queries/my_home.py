"""What a family sees first: the next lesson of each child, what is due, what needs doing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from museminder.domain.billing.models import Charge, FamilyAccount
from museminder.domain.billing.queries.balances import open_charges_of
from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.models import Participation
from museminder.domain.people.models import Guardian, Student


@dataclass(frozen=True, slots=True)
class Lesson:
    """One meeting of one child."""

    student: Student
    meeting: Meeting

    @property
    def instructors(self) -> str:
        """Who teaches it, by last names."""
        return ", ".join(each.staff_member.full_name for each in self.meeting.instructors.all())


@dataclass(frozen=True, slots=True)
class Owed:
    """What a family has to pay: everything open, and the part that is due by today; minor units."""

    charges: Sequence[Charge]
    open_amount: int
    due_amount: int
    oldest_due_on: date | None


def my_students() -> list[Student]:
    """The children this person may see, by first name; the database decides which."""
    return list(Student.objects.filter(is_active=True, merged_into=None).order_by("first_name", "id"))


def next_lessons(at: datetime) -> list[Lesson]:
    """The next meeting of each child, soonest first."""
    firsts = _participations(at, None).order_by("student_id", "meeting__starts_at").distinct("student_id")
    return sorted(
        (Lesson(row.student, row.meeting) for row in firsts), key=lambda each: each.meeting.starts_at
    )


def lessons_between(at: datetime, days: int) -> list[Lesson]:
    """Every meeting of every child in some days from a moment on, cancelled ones too."""
    rows = _participations(at, at + timedelta(days=days), cancelled_too=True)
    return [Lesson(row.student, row.meeting) for row in rows.order_by("meeting__starts_at", "student_id")]


def _participations(
    at: datetime, until: datetime | None, *, cancelled_too: bool = False
) -> QuerySet[Participation]:
    rows = Participation.objects.filter(ended=False, meeting__ends_at__gt=at)
    if until is not None:
        rows = rows.filter(meeting__starts_at__lt=until)
    if not cancelled_too:
        rows = rows.filter(meeting__is_cancelled=False)
    return rows.select_related(
        "student", "meeting__offering__course__program", "meeting__room"
    ).prefetch_related("meeting__instructors__staff_member")


def owed(on: date) -> Owed:
    """What is open and what is due on every account this person is shown."""
    accounts = list(FamilyAccount.objects.values_list("id", flat=True))
    charges = list(open_charges_of(accounts))
    due = [charge for charge in charges if charge.due_on <= on]
    return Owed(
        charges=charges,
        open_amount=sum(charge.open_amount for charge in charges),
        due_amount=sum(charge.open_amount for charge in due),
        oldest_due_on=due[0].due_on if due else None,
    )


def my_records(account_id: UUID | None) -> list[Guardian]:
    """The guardian's own records, one for each of their families."""
    return list(Guardian.objects.filter(account_id=account_id).select_related("family").order_by("id"))
