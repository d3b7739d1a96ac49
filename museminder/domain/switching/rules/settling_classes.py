"""Applies the answers about classes and about who is in them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.class_names import weekdays_in_name
from museminder.domain.switching.rules.class_questions import BOTH, BY_ID, FIRST, NAME, lead_name
from museminder.domain.switching.rules.enrollment_questions import (
    ENROLL,
    HERE,
    LEAVE_OUT,
    offerings_by_name,
)
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.place_questions import RAISE, WAITLIST
from museminder.domain.switching.rules.questions import QuestionKind
from museminder.domain.switching.rules.records import (
    ImportedEnrollment,
    ImportedOffering,
    ImportedRoster,
    ImportedStudent,
    StudentStatus,
)
from museminder.domain.switching.rules.settled import LeftOut, SettledEnrollment, SettledKind

_KINDS = {StudentStatus.TRIAL: SettledKind.TRIAL, StudentStatus.WAITING: SettledKind.WAITLISTED}


def settled_offerings(roster: ImportedRoster, answers: Answers) -> tuple[ImportedOffering, ...]:
    """The classes as they come in: on the days and with the instructors that were said to be right."""
    days = answers.by_row(QuestionKind.DAY_IN_NAME_DIFFERS)
    leads = answers.by_row(QuestionKind.INSTRUCTOR_ID_DIFFERS)
    taken_off = set(_taken_off(answers))
    offerings = []
    for listed in roster.offerings:
        offering = listed
        if days.get(offering.row) == NAME and offering.meetings:
            first = offering.meetings[0]
            named = weekdays_in_name(offering.name)
            offering = replace(offering, meetings=tuple(replace(first, weekday=day) for day in named))
        if leads.get(offering.row) == BY_ID:
            offering = replace(offering, instructors=(lead_name(roster, offering),))
        instructors = tuple(
            name for name in offering.instructors if (folded(name), offering.row) not in taken_off
        )
        offerings.append(replace(offering, instructors=instructors))
    return tuple(offerings)


def settled_enrollments(
    roster: ImportedRoster, existing: ExistingFacts, answers: Answers, students: tuple[ImportedStudent, ...]
) -> tuple[tuple[SettledEnrollment, ...], tuple[LeftOut, ...]]:
    """Who is in which class, and who is not although a class is listed, with the reason."""
    coming = {student.row: student for student in students}
    known = offerings_by_name(roster, existing)
    inactive = answers.by_row(QuestionKind.ENROLLED_BUT_INACTIVE)
    settled: dict[tuple[str, str], SettledEnrollment] = {}
    left_out: list[LeftOut] = []
    for enrollment in roster.enrollments:
        student = coming.get(enrollment.row)
        if student is None:
            continue  # the row itself is left out, with its own reason
        if inactive.get(enrollment.row, ENROLL) != ENROLL:
            left_out.append(_left_out(enrollment, student, "the student is inactive"))
            continue
        key = _class_meant(enrollment, known.get(folded(enrollment.class_name), {}), answers)
        if key == LEAVE_OUT:
            left_out.append(_left_out(enrollment, student, "it could not be told which class is meant"))
            continue
        kind = _KINDS.get(student.status, SettledKind.ACTIVE)
        settled[student.key, key] = _enrollment(enrollment, key, kind)
    return _with_waitlists(roster, answers, tuple(settled.values())), tuple(left_out)


def places_taken(enrollments: tuple[SettledEnrollment, ...]) -> Mapping[str, int]:
    """How many places of each class these enrollments take: offering key → children."""
    return Counter(one.offering_key for one in enrollments if one.kind is not SettledKind.WAITLISTED)


def raised_places(
    roster: ImportedRoster, answers: Answers, enrollments: tuple[SettledEnrollment, ...]
) -> Mapping[str, int]:
    """The classes whose meetings need more places than they have: offering key → places."""
    taken = places_taken(enrollments)
    claims = answers.by_row(QuestionKind.NEGATIVE_OPENINGS)
    raised = {}
    for offering in roster.offerings:
        if offering.places is None:
            continue
        claimed = offering.places - (offering.open_places or 0) if claims.get(offering.row) == RAISE else 0
        needed = max(taken.get(offering.key, 0), claimed)
        if needed > offering.places:
            raised[offering.key] = needed
    return raised


def _taken_off(answers: Answers) -> Iterator[tuple[str, RowReference]]:
    """Which instructor no longer teaches which of two classes at the same time."""
    for question, answer in answers.of_kind(QuestionKind.INSTRUCTOR_TWICE):
        first, second = question.rows
        if answer != BOTH:
            yield question.about[0], second if answer == FIRST else first


def _class_meant(enrollment: ImportedEnrollment, fitting: Mapping[str, str], answers: Answers) -> str:
    if len(fitting) == 1:
        return next(iter(fitting))
    name = folded(enrollment.class_name)
    kind = QuestionKind.TWO_CLASSES_OF_ONE_NAME if fitting else QuestionKind.UNKNOWN_CLASS
    return answers.for_row(f"{kind}:{name}", enrollment.row) or LEAVE_OUT


def _enrollment(enrollment: ImportedEnrollment, key: str, kind: SettledKind) -> SettledEnrollment:
    is_here = key.startswith(HERE)
    return SettledEnrollment(
        enrollment.row,
        enrollment.student_key,
        "" if is_here else key,
        key.removeprefix(HERE) if is_here else "",
        kind,
    )


def _with_waitlists(
    roster: ImportedRoster, answers: Answers, enrollments: tuple[SettledEnrollment, ...]
) -> tuple[SettledEnrollment, ...]:
    """Puts the last children of a full class on its waitlist where that was the answer."""
    full = answers.by_row(QuestionKind.MORE_CHILDREN_THAN_PLACES)
    left = {one.key: one.places for one in roster.offerings if full.get(one.row) == WAITLIST}
    settled = []
    for enrollment in enrollments:
        places = left.get(enrollment.offering_key)
        if places is None or enrollment.kind is SettledKind.WAITLISTED:
            settled.append(enrollment)
        elif places > 0:
            left[enrollment.offering_key] = places - 1
            settled.append(enrollment)
        else:
            settled.append(replace(enrollment, kind=SettledKind.WAITLISTED))
    return tuple(settled)


def _left_out(enrollment: ImportedEnrollment, student: ImportedStudent, reason: str) -> LeftOut:
    return LeftOut(enrollment.row, student.name, f"Not enrolled in {enrollment.class_name}: {reason}.")
