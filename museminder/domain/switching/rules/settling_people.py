"""Applies the answers about families, guardians and students."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.duplicates import ONE_CHILD
from museminder.domain.switching.rules.enrollment_questions import ENROLL
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.lesson_questions import CARRY, FIRST_ONLY
from museminder.domain.switching.rules.people_questions import (
    DATE_IS_WRONG,
    IS_ADULT,
    IS_CHILD,
    ONE_FAMILY,
    ONE_PERSON,
    REMOVE,
)
from museminder.domain.switching.rules.questions import QuestionKind
from museminder.domain.switching.rules.records import (
    ImportedFamily,
    ImportedGuardian,
    ImportedMakeUpCredit,
    ImportedRoster,
    ImportedStudent,
    StudentStatus,
)

_REMARK = re.compile(r"\s*(\([^()]+\)|\[[^\[\]]+\]|\*{2,})\s*")


def settled_students(roster: ImportedRoster, answers: Answers) -> tuple[ImportedStudent, ...]:
    """The students as they come in: adults and children told apart, remarks moved, families joined."""
    adults = answers.by_row(QuestionKind.ADULT_WITH_CHILDS_BIRTH_DATE)
    grown_ups = answers.by_row(QuestionKind.GROWN_UP_WITHOUT_GUARDIAN)
    remarks = answers.by_row(QuestionKind.NAME_WITH_REMARK)
    inactive = answers.by_row(QuestionKind.ENROLLED_BUT_INACTIVE)
    uneven = answers.by_row(QuestionKind.UNEVEN_LESSONS)
    joined = joined_families(roster, answers)
    guardian_emails = _guardian_emails(roster)
    students = []
    for listed in roster.students:
        student, own = listed, adults.get(listed.row)
        if own == DATE_IS_WRONG:
            student = replace(student, birth_date=None)
        if own == IS_CHILD or grown_ups.get(student.row) == IS_ADULT:
            student = replace(student, is_adult=own != IS_CHILD)
        if remarks.get(student.row) == REMOVE:
            student = _without_remark(student)
        if inactive.get(student.row) == ENROLL:
            student = replace(student, status=StudentStatus.ACTIVE, inactive_on=None)
        if uneven.get(student.row) == FIRST_ONLY:
            student = _first_lesson_only(student)
        if student.email.casefold() in guardian_emails.get(student.family_key, frozenset()):
            student = replace(student, email="")
        students.append(replace(student, family_key=joined.get(student.family_key, student.family_key)))
    return tuple(students)


def settled_guardians(roster: ImportedRoster, answers: Answers) -> tuple[ImportedGuardian, ...]:
    """The guardians as they come in: each address with one person, rows of joined families put together."""
    losing = _losing_email(answers)
    chosen = {
        question.about[0]: question.about[1:][int(answer)]
        for question, answer in answers.of_kind(QuestionKind.GUARDIAN_EMAILS_DIFFER)
    }
    joined = joined_families(roster, answers)
    guardians: dict[tuple[str, str], ImportedGuardian] = {}
    for guardian in roster.guardians:
        family_key = joined.get(guardian.family_key, guardian.family_key)
        email = "" if guardian.key in losing else chosen.get(guardian.key, guardian.email)
        name = folded(guardian.name) if family_key in joined.values() else guardian.key
        known = guardians.get((family_key, name))
        if known is None:
            guardians[family_key, name] = replace(guardian, family_key=family_key, email=email)
        else:
            guardians[family_key, name] = replace(
                known,
                rows=known.rows + guardian.rows,
                email=known.email or email,
                phones=tuple(dict.fromkeys((*known.phones, *guardian.phones))),
            )
    return tuple(guardians.values())


def settled_families(
    roster: ImportedRoster, answers: Answers, students: tuple[ImportedStudent, ...]
) -> tuple[ImportedFamily, ...]:
    """The families that have a student who comes in."""
    joined = joined_families(roster, answers)
    wanted = {student.family_key for student in students}
    return tuple(family for family in roster.families if family.key in wanted and family.key not in joined)


def settled_credits(
    roster: ImportedRoster, answers: Answers, rows: Set[RowReference]
) -> tuple[ImportedMakeUpCredit, ...]:
    """The make-up credits of the students who come in; those below zero only if somebody said so."""
    doubtful = {
        **answers.by_row(QuestionKind.NEGATIVE_CREDITS),
        **answers.by_row(QuestionKind.MANY_CREDITS),
    }
    return tuple(
        credit
        for credit in roster.makeup_credits
        if credit.row in rows and doubtful.get(credit.row, CARRY) == CARRY
    )


def repeated_children(answers: Answers) -> Iterator[RowReference]:
    """The rows of children who stand in the files twice and are one child: all but the first."""
    for question, answer in answers.of_kind(QuestionKind.SAME_CHILD_TWICE):
        if answer == ONE_CHILD:
            yield from question.rows[1:]


def people_in_two_families(
    guardians: tuple[ImportedGuardian, ...], answers: Answers
) -> tuple[tuple[str, ...], ...]:
    """The guardians who are one person with a place in several families, as keys."""
    coming = {guardian.key for guardian in guardians}
    found = (
        tuple(key for key in question.about if key in coming)
        for question, answer in answers.of_kind(QuestionKind.EMAIL_IN_TWO_FAMILIES)
        if answer == ONE_PERSON
    )
    return tuple(keys for keys in found if len(keys) > 1)


def joined_families(roster: ImportedRoster, answers: Answers) -> Mapping[str, str]:
    """Families that turned out to be one: key → the key of the first."""
    families = {student.row: student.family_key for student in roster.students}
    joined: dict[str, str] = {}
    for question, answer in answers.of_kind(QuestionKind.SIBLINGS_WITHOUT_FAMILY):
        if answer == ONE_FAMILY:
            first = families[question.rows[0]]
            first = joined.get(first, first)
            joined.update({families[row]: first for row in question.rows if families[row] != first})
    return joined


def _losing_email(answers: Answers) -> set[str]:
    """The guardians who leave a shared address to another."""
    losing: set[str] = set()
    for question, answer in answers.of_kind(QuestionKind.EMAIL_OF_TWO_GUARDIANS):
        losing.update(choice.value for choice in question.choices if choice.value != answer)
    for question, answer in answers.of_kind(QuestionKind.EMAIL_IN_TWO_FAMILIES):
        if answer != ONE_PERSON:
            losing.update(question.about[1:])
    return losing


def _guardian_emails(roster: ImportedRoster) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for guardian in roster.guardians:
        if guardian.email:
            known = found.get(guardian.family_key, frozenset())
            found[guardian.family_key] = known | {guardian.email.casefold()}
    return found


def _without_remark(student: ImportedStudent) -> ImportedStudent:
    remarks = " ".join(_REMARK.findall(f"{student.first_name} {student.last_name}"))
    given, family = (_REMARK.sub(" ", name).strip() for name in (student.first_name, student.last_name))
    return replace(
        student,
        first_name=given or student.first_name,
        last_name=family,
        note="\n".join(part for part in (student.note, remarks) if part),
    )


def _first_lesson_only(student: ImportedStudent) -> ImportedStudent:
    """Takes a single price, length or instructor back from the lessons behind the first."""
    single = {name for name, length in student.uneven_lessons if length == 1}
    rest = tuple(
        replace(
            lesson,
            minutes=None if "minutes" in single else lesson.minutes,
            price_amount=None if "price" in single else lesson.price_amount,
            instructor="" if "instructor" in single else lesson.instructor,
        )
        for lesson in student.lessons[1:]
    )
    return replace(student, lessons=(*student.lessons[:1], *rest))
