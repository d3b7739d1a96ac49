"""The private lessons of an import come in: an offering, a weekly time, an enrollment and a price of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from museminder.domain.courses.actions.offerings import OfferingFacts
from museminder.domain.courses.models import Course, Offering
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.switching.actions.enrolling import WantedEnrollment, enroll
from museminder.domain.switching.actions.placing_offerings import (
    WantedOffering,
    place_offerings,
    weekly_times,
)
from museminder.domain.switching.actions.pricing import PricedOffering, write_prices
from museminder.domain.switching.actions.remembering import Writing
from museminder.domain.switching.actions.surroundings import Surroundings
from museminder.domain.switching.actions.updating_offerings import OfferingNews, update_offering
from museminder.domain.switching.queries.existing_records import ids_of
from museminder.domain.switching.rules.lessons import next_day
from museminder.domain.switching.rules.settled import SettledKind, SettledLesson

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What the lessons of one piece have in common."""

    writing: Writing
    around: Surroundings
    units: Mapping[str, str]  # student key → family key
    courses: Mapping[UUID, Course]

    def course_of(self, lesson: SettledLesson) -> Course:
        return self.courses[self.writing.done_for("course", lesson.course_key)]


def write_lessons(writing: Writing, records: Iterable[SettledLesson]) -> None:
    """Write private lessons, each an offering of one student; those that are here get their new time or instructor."""
    waiting = [
        one
        for one in records
        if not writing.record("lesson", one.key) and writing.record("student", one.student_key)
    ]
    units = {one.key: one.family_key for one in writing.settled.students}
    courses = Course.objects.in_bulk([writing.done_for("course", one.course_key) for one in waiting])
    piece = _Piece(writing, Surroundings(writing), units, courses)
    here = _lessons_here(writing, waiting)
    _write_new(piece, [one for one in waiting if one.key not in here])
    for one in waiting:
        if one.key in here:
            _update(piece, one, here[one.key])


def _write_new(piece: _Piece, lessons: list[SettledLesson]) -> None:
    writing = piece.writing
    made = place_offerings(writing, [_wanted(piece, one) for one in lessons])
    pairs = list(zip(lessons, made, strict=True))
    write_prices(
        writing,
        [PricedOffering(offering, one.price, offering.starts_on) for one, offering in pairs if one.price],
    )
    for one, offering in pairs:
        unit = piece.units[one.student_key]
        writing.remember("lesson", one.key, offering, unit=unit, external_id=one.external_id)
    enroll(
        writing,
        [
            WantedEnrollment(
                key=f"{one.student_key}>{one.key}",
                student_id=writing.done_for("student", one.student_key),
                offering=offering,
                kind=one.kind,
                starts_on=offering.starts_on,
                unit=piece.units[one.student_key],
            )
            for one, offering in pairs
        ],
    )


def _update(piece: _Piece, lesson: SettledLesson, known: Offering) -> None:
    news = OfferingNews(
        name=_name(lesson, piece.course_of(lesson)) if lesson.instructor else None,
        instructor_ids=piece.around.instructors([lesson.instructor]) or None,
        weekly=weekly_times([lesson.meeting]) if lesson.meeting else None,
    )
    update_offering(
        piece.writing,
        ("lesson", lesson.key),
        known,
        news,
        unit=piece.units[lesson.student_key],
        external_id=lesson.external_id,
    )


def _wanted(piece: _Piece, lesson: SettledLesson) -> WantedOffering:
    course, starts_on = piece.course_of(lesson), _first_day(lesson, piece.writing.today)
    season = piece.around.season_on(starts_on)
    # A trial is one lesson; the others go on to the end of the season, and are extended with it.
    until = starts_on + A_DAY if lesson.kind is SettledKind.TRIAL and lesson.meeting else season.until
    facts = OfferingFacts(
        course_id=course.pk,
        season_id=season.pk,
        name=_name(lesson, course),
        places=1,
        starts_on=starts_on,
        until=until,
        instructor_ids=piece.around.instructors([lesson.instructor]),
    )
    return WantedOffering(facts, weekly_times([lesson.meeting] if lesson.meeting else []))


def _name(lesson: SettledLesson, course: Course) -> str:
    """What is taught and by whom; never the student, because whoever sees the calendar sees the name."""
    subject = lesson.subject or course.name
    return (f"{subject} with {lesson.instructor}" if lesson.instructor else subject)[:120]


def _first_day(lesson: SettledLesson, today: date) -> date:
    """The day of the next lesson; if that is over, the next such weekday; today if nobody knows the day."""
    if lesson.meeting is None or lesson.first_on is None:
        return today
    return lesson.first_on if lesson.first_on >= today else next_day(lesson.meeting.weekday, today)


def _lessons_here(writing: Writing, lessons: list[SettledLesson]) -> dict[str, Offering]:
    """Lessons the studio has: by the other system's id, else the ones a student takes in the same course."""
    ids = ids_of(writing.system, "lesson")
    wanted = {one.key: ids[one.external_id] for one in lessons if one.external_id in ids}
    offerings = Offering.objects.in_bulk(list(wanted.values()))
    found = {key: offerings[pk] for key, pk in wanted.items() if pk in offerings}
    updated = {one.key for one in writing.settled.students if one.row in writing.settled.updates}
    asked = {
        (writing.done_for("student", one.student_key), writing.done_for("course", one.course_key)): one.key
        for one in lessons
        if one.key not in found and one.student_key in updated
    }
    taken = Enrollment.objects.filter(
        student__in=[student for student, _course in asked], offering__kind="private", until=None
    ).select_related("offering")
    for held in taken.order_by("id"):
        key = asked.get((held.student_id, held.offering.course_id))
        if key:
            found.setdefault(key, held.offering)
    return found
