"""The private lessons that a roster lists: who takes them, and which of them fall on the same time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.records import (
    ImportedLesson,
    ImportedOffering,
    ImportedRoster,
    ImportedStudent,
    StudentStatus,
)

TAUGHT = frozenset((StudentStatus.ACTIVE, StudentStatus.TRIAL, StudentStatus.WAITING))
_SHORTEST = 30  # minutes a lesson of unknown length is taken for when times are compared


@dataclass(frozen=True, slots=True)
class ListedLesson:
    """One lesson of one student, the first of the row being number 1."""

    student: ImportedStudent
    number: int
    lesson: ImportedLesson

    @property
    def row(self) -> RowReference:
        """The row it stands in."""
        return self.student.row

    @property
    def key(self) -> str:
        """Its key within the roster."""
        return f"{self.student.key}#{self.number}"

    @property
    def text(self) -> str:
        """Who and what, for somebody who has to decide about it."""
        return ", ".join(part for part in (self.student.name, self.lesson.subject) if part)

    @property
    def external_id(self) -> str:
        """By which a second import finds it, in whatever order the row lists the lessons; "" without an id."""
        subjects = [folded(one.subject) for one in self.student.lessons[: self.number]]
        again = f"/{subjects.count(subjects[-1])}" if subjects.count(subjects[-1]) > 1 else ""
        student = self.student.external_id
        return f"{student}/{subjects[-1]}{again}" if student else ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """When a lesson would be every week: weekday 0 for Monday, minutes of the day, half open."""

    weekday: int
    starts: int
    until: int


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Lessons of one instructor on one weekday that overlap one another, or a class."""

    instructor: str
    weekday: int
    starts_at: time
    lessons: tuple[ListedLesson, ...]
    classes: tuple[str, ...]


def private_course_key(subject: str) -> str:
    """The key of the course in which a subject is taught privately."""
    return f"private:{folded(subject)}"


def lessons_of(student: ImportedStudent) -> Iterator[ListedLesson]:
    """The lessons a student takes now; a subject alone is what they play, not a lesson."""
    if student.status not in TAUGHT:
        return
    for number, lesson in enumerate(student.lessons, start=1):
        if lesson.instructor or lesson.price_amount is not None or lesson.next_on:
            yield ListedLesson(student, number, lesson)


def weekly_time(lesson: ImportedLesson) -> Meeting | None:
    """The weekly time its next date stands for; None if the file has no date or no time."""
    if lesson.next_on is None or lesson.next_at is None:
        return None
    starts = minutes_of(lesson.next_at)
    return Meeting(lesson.next_on.weekday(), starts, starts + (lesson.minutes or _SHORTEST))


def lessons_at_once(roster: ImportedRoster) -> Iterator[AtOnce]:
    """Groups of lessons that one instructor cannot give one after the other, in the order of the week."""
    for (person, weekday), lessons in sorted(_by_instructor(roster).items()):
        classes = _classes_of(roster, person, weekday)
        for group in _overlapping(lessons):
            first = group[0][1].lesson
            taught = tuple(
                offering.name
                for offering, starts, until in classes
                if any(starts < time_.until and time_.starts < until for time_, _lesson in group)
            )
            if len(group) > 1 or taught:
                yield AtOnce(
                    first.instructor,
                    weekday,
                    first.next_at or time(),
                    tuple(lesson for _time, lesson in group),
                    taught,
                )


def minutes_of(at: time) -> int:
    """A time as minutes of its day."""
    return at.hour * 60 + at.minute


def next_day(weekday: int, day: date) -> date:
    """The first day of that weekday on or after a day."""
    return date.fromordinal(day.toordinal() + (weekday - day.weekday()) % 7)


def _by_instructor(roster: ImportedRoster) -> Mapping[tuple[str, int], list[tuple[Meeting, ListedLesson]]]:
    found: Mapping[tuple[str, int], list[tuple[Meeting, ListedLesson]]] = defaultdict(list)
    for student in roster.students:
        for listed in lessons_of(student):
            meeting = weekly_time(listed.lesson)
            if meeting and listed.lesson.instructor:
                found[folded(listed.lesson.instructor), meeting.weekday].append((meeting, listed))
    return found


def _classes_of(roster: ImportedRoster, person: str, weekday: int) -> list[tuple[ImportedOffering, int, int]]:
    return [
        (offering, minutes_of(one.starts_at), minutes_of(one.ends_at))
        for offering in roster.offerings
        if offering.is_active and person in map(folded, offering.instructors)
        for one in offering.meetings
        if one.weekday == weekday
    ]


def _overlapping(
    lessons: list[tuple[Meeting, ListedLesson]],
) -> Iterator[list[tuple[Meeting, ListedLesson]]]:
    """Chains of lessons each of which begins before an earlier one is over."""
    group: list[tuple[Meeting, ListedLesson]] = []
    for meeting, lesson in sorted(lessons, key=lambda one: (one[0].starts, one[1].row, one[1].number)):
        if group and meeting.starts >= max(time_.until for time_, _lesson in group):
            yield group
            group = []
        group.append((meeting, lesson))
    if group:
        yield group
