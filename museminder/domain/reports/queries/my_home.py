"""What a family sees first: the next lesson of each child, what is due, what needs doing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from museminder.domain.billing.models import Charge
from museminder.domain.courses.models import Meeting, MeetingInstructor
from museminder.domain.enrollment.models import Participation
from museminder.domain.people.models import Guardian, Student
from museminder.foundation.tenancy.standing import Given, standing


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
class NextLesson:
    """What home says of a child's next meeting; ``program`` is the kind of its program, "event" without one."""

    student_id: UUID
    called: str
    meeting_id: UUID
    name: str
    program: str
    room: str | None
    starts_at: datetime
    ends_at: datetime
    instructors: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What a family has to pay: everything open, and the part that is due by today; minor units."""

    open_amount: int = 0
    due_amount: int = 0
    oldest_due_on: date | None = None


def my_students() -> list[Student]:
    """The children this person may see, by first name; the database decides which."""
    return list(Student.objects.filter(is_active=True, merged_into=None).order_by("first_name", "id"))


def next_lessons(at: datetime) -> list[NextLesson]:
    """The next meeting of each child, soonest first; two statements."""
    firsts = [NextLesson(*row) for row in _firsts(at=at)]
    teachers: dict[UUID, list[str]] = defaultdict(list)
    if firsts:
        for meeting_id, first_name, last_name in _teachers(meetings=[each.meeting_id for each in firsts]):
            teachers[meeting_id].append(f"{first_name} {last_name}".strip())
    taught = [replace(each, instructors=", ".join(teachers[each.meeting_id])) for each in firsts]
    return sorted(taught, key=lambda each: each.starts_at)


@standing
def _firsts(at: Given) -> QuerySet[Participation]:
    return (
        Participation.objects.filter(ended=False, meeting__ends_at__gt=at, meeting__is_cancelled=False)
        .order_by("student_id", "meeting__starts_at")
        .distinct("student_id")
        .values_list(
            "student_id",
            Coalesce(NullIf("student__preferred_name", Value("")), "student__first_name"),
            "meeting_id",
            Coalesce("meeting__offering__name", "meeting__title"),
            Coalesce("meeting__offering__course__program__kind", Value("event")),
            "meeting__room__name",
            "meeting__starts_at",
            "meeting__ends_at",
        )
    )


@standing
def _teachers(meetings: Given) -> QuerySet[MeetingInstructor]:
    rows = MeetingInstructor.objects.filter(meeting_id__among=meetings).order_by("id")
    return rows.values_list("meeting_id", "staff_member__first_name", "staff_member__last_name")


def lessons_between(at: datetime, days: int) -> list[Lesson]:
    """Every meeting of every child in some days from a moment on, cancelled ones too."""
    until = at + timedelta(days=days)
    rows = Participation.objects.filter(ended=False, meeting__ends_at__gt=at, meeting__starts_at__lt=until)
    rows = rows.select_related("student", "meeting__offering__course__program", "meeting__room")
    rows = rows.prefetch_related("meeting__instructors__staff_member")
    return [Lesson(row.student, row.meeting) for row in rows.order_by("meeting__starts_at", "student_id")]


def owed(on: date) -> Owed:
    """What is open and what is due on every account this person is shown."""
    for open_amount, due_amount, oldest_due_on in _open(on=on):
        return Owed(int(open_amount), int(due_amount or 0), oldest_due_on)
    return Owed()


@standing
def _open(on: Given) -> QuerySet[Charge]:
    left = F("amount") - F("allocated_amount")
    rows = Charge.objects.filter(reversed_at=None, allocated_amount__lt=F("amount")).values("studio_id")
    totals = rows.annotate(
        open=Sum(left), due=Sum(left, filter=Q(due_on__lte=on)), since=Min("due_on", filter=Q(due_on__lte=on))
    )
    return totals.values_list("open", "due", "since")


def without_birth_date() -> list[tuple[UUID, str]]:
    """The children whose birth date nobody has told, each with the name it is called by."""
    return [(student.pk, student.called) for student in _without_birth_date()]


@standing
def _without_birth_date() -> QuerySet[Student]:
    rows = Student.objects.filter(is_active=True, merged_into=None, birth_date=None)
    return rows.only("studio", "first_name", "preferred_name").order_by("first_name", "id")


def without_address(account_id: UUID | None) -> list[UUID]:
    """The guardian's own records in which no address is written."""
    return [guardian_id for (guardian_id,) in _without_address(account=account_id)]


@standing
def _without_address(account: Given) -> QuerySet[Guardian]:
    return Guardian.objects.filter(account_id=account, address=None).order_by("id").values_list("id")


def my_records(account_id: UUID | None) -> list[Guardian]:
    """The guardian's own records, one for each of their families."""
    return list(Guardian.objects.filter(account_id=account_id).select_related("family").order_by("id"))
