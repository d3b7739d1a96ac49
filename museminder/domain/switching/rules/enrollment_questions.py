"""Questions about who is in which class: names that fit two classes or none, inactive students."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.class_questions import timetable
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from museminder.domain.switching.rules.records import (
    ImportedEnrollment,
    ImportedRoster,
    StudentStatus,
)

LEAVE_OUT, ENROLL = "leave_out", "enroll"
HERE = "here:"  # an offering the studio has, before its reference


def enrollment_questions(roster: ImportedRoster, existing: ExistingFacts) -> Iterator[Question]:
    """Asks about listed classes that cannot be told and about inactive students."""
    known = offerings_by_name(roster, existing)
    names = {student.key: student.name for student in roster.students}
    listed: Mapping[str, list[ImportedEnrollment]] = defaultdict(list)
    for enrollment in roster.enrollments:
        listed[folded(enrollment.class_name)].append(enrollment)
    for name, enrollments in listed.items():
        subjects = tuple(Subject(one.row, names[one.student_key]) for one in enrollments)
        fitting = known.get(name, {})
        if len(fitting) > 1:
            yield _which_class(name, enrollments[0].class_name, subjects, fitting)
        elif not fitting:
            yield _unknown_class(name, enrollments[0].class_name, subjects, known)
    yield from _inactive(roster)


def offerings_by_name(roster: ImportedRoster, existing: ExistingFacts) -> Mapping[str, dict[str, str]]:
    """For each folded class name, the offerings it may mean: key → words that tell them apart."""
    known: Mapping[str, dict[str, str]] = defaultdict(dict)
    for offering in roster.offerings:
        if offering.name:
            known[folded(offering.name)][offering.key] = f"{offering.name}, {timetable(offering)}"
    ids = {offering.external_id for offering in roster.offerings if offering.external_id}
    for record in existing.offerings:
        if record.external_id not in ids or not record.external_id:
            known[folded(record.name)].setdefault(f"{HERE}{record.reference}", record.name)
    return known


def split_listed_classes(roster: ImportedRoster, existing: ExistingFacts) -> ImportedRoster:
    """Takes "Ballet I, Tap II" for two classes where no class has that name and each part is one."""
    known = offerings_by_name(roster, existing)
    enrollments: list[ImportedEnrollment] = []
    for enrollment in roster.enrollments:
        parts = [part.strip() for part in enrollment.class_name.split(",")]
        is_list = folded(enrollment.class_name) not in known and all(folded(part) in known for part in parts)
        names = parts if is_list else [enrollment.class_name]
        enrollments += [replace(enrollment, class_name=name) for name in names]
    return replace(roster, enrollments=tuple(enrollments))


def _which_class(
    name: str, class_name: str, subjects: tuple[Subject, ...], fitting: Mapping[str, str]
) -> Question:
    return Question(
        QuestionKind.TWO_CLASSES_OF_ONE_NAME,
        f"two_classes_of_one_name:{name}",
        f"“{class_name}” is the name of {len(fitting)} classes. "
        f"{counted(len(subjects), 'student is', 'students are')} listed for it.",
        subjects,
        (*(Choice(key, label) for key, label in fitting.items()), Choice(LEAVE_OUT, "Leave this class out")),
        LEAVE_OUT,
    )


def _unknown_class(
    name: str, class_name: str, subjects: tuple[Subject, ...], known: Mapping[str, dict[str, str]]
) -> Question:
    close = get_close_matches(name, known, n=3, cutoff=0.75)
    similar = {key: label for match in close for key, label in known[match].items()}
    return Question(
        QuestionKind.UNKNOWN_CLASS,
        f"unknown_class:{name}",
        f"There is no class “{class_name}”. "
        f"{counted(len(subjects), 'student is', 'students are')} listed for it.",
        subjects,
        (Choice(LEAVE_OUT, "Leave this class out"), *(Choice(key, label) for key, label in similar.items())),
        LEAVE_OUT,
    )


def _inactive(roster: ImportedRoster) -> Iterator[Question]:
    students = {student.key: student for student in roster.students}
    classes: Mapping[str, list[str]] = defaultdict(list)
    for enrollment in roster.enrollments:
        if students[enrollment.student_key].status is StudentStatus.INACTIVE:
            classes[enrollment.student_key].append(enrollment.class_name)
    if classes:
        yield Question(
            QuestionKind.ENROLLED_BUT_INACTIVE,
            "enrolled_but_inactive",
            f"{counted(len(classes), 'student is', 'students are')} inactive, but listed for classes.",
            tuple(
                Subject(students[key].row, f"{students[key].name}: {', '.join(names)}")
                for key, names in classes.items()
            ),
            (
                Choice(LEAVE_OUT, "Inactive: leave the classes out"),
                Choice(ENROLL, "Enrolled: make the student active"),
            ),
            LEAVE_OUT,
        )
