"""Rows that are in the studio already, or twice in the files."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.existing import ExistingFacts, ExistingStudent
from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from museminder.domain.switching.rules.records import ImportedRoster, ImportedStudent

UPDATE, SKIP, CREATE = "update", "skip", "create"
ONE_CHILD, TWO_CHILDREN = "one_child", "two_children"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row whose record the studio has: which one, and whether the id says so or only the name."""

    row: RowReference
    reference: str
    text: str
    has_same_id: bool


def duplicates_of(roster: ImportedRoster, existing: ExistingFacts) -> tuple[Duplicate, ...]:
    """Finds the rows the studio has already: by external id, else by name and, for students, birth date."""
    found = [
        *_students(roster, existing),
        *_named(_staff_rows(roster), {one.external_id: one.reference for one in existing.staff if one.external_id},
                {folded(one.name): one.reference for one in existing.staff}),
        *_named(_offering_rows(roster),
                {one.external_id: one.reference for one in existing.offerings if one.external_id}, {}),
        *_balances(roster, existing),
    ]  # fmt: skip
    return tuple(found)


def duplicate_questions(roster: ImportedRoster, duplicates: tuple[Duplicate, ...]) -> Iterator[Question]:
    """Asks what to do with rows that are here, and about children who stand in the files twice."""
    same_id = tuple(one for one in duplicates if one.has_same_id)
    same_name = tuple(one for one in duplicates if not one.has_same_id)
    choices = (Choice(UPDATE, "Update"), Choice(SKIP, "Skip"), Choice(CREATE, "Create anyway"))
    if same_id:
        rows = counted(len(same_id), "row was", "rows were")
        yield Question(
            QuestionKind.ALREADY_HERE,
            "already_here",
            f"{rows} imported before. What the file says differently can be updated.",
            tuple(Subject(one.row, one.text) for one in same_id),
            choices[:2],
            UPDATE,
        )
    if same_name:
        rows = counted(len(same_name), "row has", "rows have")
        yield Question(
            QuestionKind.SAME_PERSON_HERE,
            "same_person_here",
            f"{rows} the name of somebody who is in the studio already.",
            tuple(Subject(one.row, one.text) for one in same_name),
            choices,
            SKIP,
        )
    yield from _twice_in_files(roster)


def _students(roster: ImportedRoster, existing: ExistingFacts) -> Iterator[Duplicate]:
    by_id = {one.external_id: one.reference for one in existing.students if one.external_id}
    by_name: Mapping[str, list[ExistingStudent]] = defaultdict(list)
    for one in existing.students:
        by_name[folded(f"{one.first_name} {one.last_name}")].append(one)
    for student in roster.students:
        if student.external_id in by_id:
            yield Duplicate(student.row, by_id[student.external_id], student.name, has_same_id=True)
            continue
        alike = by_name.get(folded(student.name), []) if student.name else []
        match = next((one for one in alike if _may_be(student, one)), None)
        if match:
            yield Duplicate(student.row, match.reference, student.name, has_same_id=False)


def _may_be(student: ImportedStudent, one: ExistingStudent) -> bool:
    """Says whether namesakes may be one child: same birth date, or none known and not two ids."""
    if student.birth_date and one.birth_date:
        return student.birth_date == one.birth_date
    return not (student.external_id and one.external_id)


def _named(
    rows: Iterator[tuple[RowReference, str, str]], by_id: Mapping[str, str], by_name: Mapping[str, str]
) -> Iterator[Duplicate]:
    for row, external_id, name in rows:
        if external_id in by_id:
            yield Duplicate(row, by_id[external_id], name, has_same_id=True)
        elif folded(name) in by_name:
            yield Duplicate(row, by_name[folded(name)], name, has_same_id=False)


def _staff_rows(roster: ImportedRoster) -> Iterator[tuple[RowReference, str, str]]:
    return ((row, person.external_id, person.name) for person in roster.staff for row in person.rows)


def _offering_rows(roster: ImportedRoster) -> Iterator[tuple[RowReference, str, str]]:
    return ((offering.row, offering.external_id, offering.name) for offering in roster.offerings)


def _balances(roster: ImportedRoster, existing: ExistingFacts) -> Iterator[Duplicate]:
    for balance in roster.opening_balances:
        family_id = balance.family_external_id
        if family_id in existing.opening_balances:
            yield Duplicate(balance.row, family_id, family_id, has_same_id=True)


def _twice_in_files(roster: ImportedRoster) -> Iterator[Question]:
    alike: Mapping[tuple[str, date], list[ImportedStudent]] = defaultdict(list)
    for student in roster.students:
        if student.name and student.birth_date:
            alike[(folded(student.name), student.birth_date)].append(student)
    for students in alike.values():
        if len({student.key for student in students}) > 1:
            where = "one family" if len({one.family_key for one in students}) == 1 else "two families"
            yield Question(
                QuestionKind.SAME_CHILD_TWICE,
                f"same_child_twice:{students[0].row}",
                f"{students[0].name} stands in {len(students)} rows of {where}, with the same birth date.",
                tuple(Subject(one.row, one.name) for one in students),
                (
                    Choice(ONE_CHILD, "One child: take the first row"),
                    Choice(TWO_CHILDREN, "Different children"),
                ),
                TWO_CHILDREN,
            )
