"""Questions about families, guardians and students that no file can answer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from museminder.domain.switching.rules.ages import age_on
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.findings import FindingCode, RowReference
from museminder.domain.switching.rules.people_findings import ADULT_AGE, guardians_by_family
from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from museminder.domain.switching.rules.records import ImportedGuardian, ImportedRoster, ImportedStudent

IS_ADULT, DATE_IS_WRONG, IS_CHILD = "is_adult", "date_is_wrong", "is_child"
KEEP, REMOVE = "keep", "remove"
ONE_FAMILY, SEPARATE = "one_family", "separate"
ONE_PERSON, TWO_PEOPLE = "one_person", "two_people"


def people_questions(roster: ImportedRoster, *, today: date) -> Iterator[Question]:
    """Asks about adults who are children, remarks in names, shared e-mails and siblings without a family id."""
    yield from _adults(roster, today)
    yield from _grown_ups(roster, today)
    yield from _remarks(roster)
    yield from _emails_of_two(roster)
    yield from _emails_in_two_families(roster)
    yield from _differing_emails(roster)
    yield from _siblings(roster)


def _adults(roster: ImportedRoster, today: date) -> Iterator[Question]:
    subjects = tuple(
        Subject(student.row, f"{student.name}, {age_on(student.birth_date, today)} years old")
        for student in roster.students
        if student.is_adult and student.birth_date and 0 <= age_on(student.birth_date, today) < ADULT_AGE
    )
    if subjects:
        students = counted(len(subjects), "student is marked as an adult", "students are marked as adults")
        yield Question(
            QuestionKind.ADULT_WITH_CHILDS_BIRTH_DATE,
            "adult_with_childs_birth_date",
            f"{students}, but born less than {ADULT_AGE} years ago.",
            subjects,
            (
                Choice(DATE_IS_WRONG, "An adult: leave the birth date out"),
                Choice(IS_CHILD, "A child: a guardian will be added"),
                Choice(IS_ADULT, "Both are right"),
            ),
            DATE_IS_WRONG,
        )


def _grown_ups(roster: ImportedRoster, today: date) -> Iterator[Question]:
    guardians = guardians_by_family(roster)
    subjects = tuple(
        Subject(student.row, student.name)
        for student in roster.students
        if not student.is_adult
        and student.birth_date
        and age_on(student.birth_date, today) >= ADULT_AGE
        and student.family_key not in guardians
    )
    if subjects:
        yield Question(
            QuestionKind.GROWN_UP_WITHOUT_GUARDIAN,
            "grown_up_without_guardian",
            f"{counted(len(subjects), 'student is', 'students are')} {ADULT_AGE} or older, has no guardian "
            "and is not marked as an adult.",
            subjects,
            (Choice(IS_ADULT, "An adult student"), Choice(IS_CHILD, "A guardian will be added")),
            IS_ADULT,
        )


def _remarks(roster: ImportedRoster) -> Iterator[Question]:
    names = {student.row: student.name for student in roster.students}
    rows = dict.fromkeys(
        finding.row
        for finding in roster.findings
        if finding.code is FindingCode.NAME_REMARK and finding.field in {"first_name", "last_name"}
    )
    subjects = tuple(Subject(row, names[row]) for row in rows if row in names)
    if subjects:
        yield Question(
            QuestionKind.NAME_WITH_REMARK,
            "name_with_remark",
            f"{counted(len(subjects), 'student has', 'students have')} a remark in the name.",
            subjects,
            (Choice(KEEP, "Keep the name as it is"), Choice(REMOVE, "Move the remark to the note")),
            KEEP,
        )


def _emails_of_two(roster: ImportedRoster) -> Iterator[Question]:
    """One address cannot sign in two people, so one of the two keeps it."""
    for guardians in guardians_by_family(roster).values():
        for sharing in _by_email(guardians).values():
            if len(sharing) > 1:
                names = " and ".join(guardian.name for guardian in sharing)
                yield Question(
                    QuestionKind.EMAIL_OF_TWO_GUARDIANS,
                    f"email_of_two_guardians:{sharing[0].key}",
                    f"{names} share one e-mail address. Who signs in with it?",
                    tuple(Subject(row, guardian.name) for guardian in sharing for row in guardian.rows),
                    tuple(Choice(guardian.key, guardian.name) for guardian in sharing),
                    sharing[0].key,
                )


def _emails_in_two_families(roster: ImportedRoster) -> Iterator[Question]:
    for sharing in _by_email(roster.guardians).values():
        if len({guardian.family_key for guardian in sharing}) < 2:
            continue
        names = list(dict.fromkeys(guardian.name for guardian in sharing))
        same = len({folded(name) for name in names}) == 1
        yield Question(
            QuestionKind.EMAIL_IN_TWO_FAMILIES,
            f"email_in_two_families:{sharing[0].key}",
            f"The same e-mail address stands in {len({one.family_key for one in sharing})} families: "
            f"{' and '.join(names)}.",
            tuple(Subject(row, guardian.name) for guardian in sharing for row in guardian.rows),
            (
                Choice(ONE_PERSON, "One person, guardian in each family"),
                Choice(TWO_PEOPLE, "Different people: only the first keeps the address"),
            ),
            ONE_PERSON if same else TWO_PEOPLE,
            tuple(guardian.key for guardian in sharing),
        )


def _differing_emails(roster: ImportedRoster) -> Iterator[Question]:
    for guardian in roster.guardians:
        if guardian.other_emails:
            emails = (guardian.email, *guardian.other_emails)
            yield Question(
                QuestionKind.GUARDIAN_EMAILS_DIFFER,
                f"guardian_emails_differ:{guardian.key}",
                f"{guardian.name} has different e-mail addresses in the rows of two children.",
                tuple(Subject(row, guardian.name) for row in guardian.rows),
                tuple(Choice(str(number), email) for number, email in enumerate(emails)),
                "0",
                (guardian.key, *emails),
            )


def _siblings(roster: ImportedRoster) -> Iterator[Question]:
    """Rows without a family id whose guardian has the same name and the same e-mail or phone."""
    unnumbered = {family.key for family in roster.families if not family.external_id}
    names = {student.family_key: student for student in roster.students}
    alike: Mapping[tuple[str, str], list[ImportedStudent]] = defaultdict(list)
    for guardian in roster.guardians:
        if guardian.family_key in unnumbered and guardian.position == 1:
            for place in {guardian.email.casefold(), *(phone.dialable for phone in guardian.phones)} - {""}:
                alike[(folded(guardian.name), place)].append(names[guardian.family_key])
    asked: set[tuple[RowReference, ...]] = set()
    for students in alike.values():
        rows = tuple(student.row for student in students)
        if len(rows) > 1 and rows not in asked:
            asked.add(rows)
            yield Question(
                QuestionKind.SIBLINGS_WITHOUT_FAMILY,
                f"siblings_without_family:{rows[0]}:{rows[-1]}",
                f"{' and '.join(one.name for one in students)} have the same guardian, but no family id.",
                tuple(Subject(one.row, one.name) for one in students),
                (Choice(ONE_FAMILY, "One family"), Choice(SEPARATE, "Separate families")),
                ONE_FAMILY,
            )


def _by_email(guardians: tuple[ImportedGuardian, ...]) -> Mapping[str, list[ImportedGuardian]]:
    found: Mapping[str, list[ImportedGuardian]] = defaultdict(list)
    for guardian in guardians:
        if guardian.email:
            found[guardian.email.casefold()].append(guardian)
    return found
