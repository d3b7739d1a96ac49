"""The dry run: where every row stands, and what has to be asked, before anything is stored."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.class_questions import class_questions
from museminder.domain.switching.rules.duplicates import Duplicate, duplicate_questions, duplicates_of
from museminder.domain.switching.rules.enrollment_questions import enrollment_questions, split_listed_classes
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import (
    Finding,
    FindingCode,
    RowReference,
    RowState,
    gravest_state,
)
from museminder.domain.switching.rules.lesson_questions import lesson_questions
from museminder.domain.switching.rules.people_findings import balance_findings, people_findings
from museminder.domain.switching.rules.people_questions import people_questions
from museminder.domain.switching.rules.place_questions import place_questions
from museminder.domain.switching.rules.questions import Question
from museminder.domain.switching.rules.records import ImportedRoster
from museminder.domain.switching.rules.schedule_questions import schedule_questions
from museminder.domain.switching.rules.settling_classes import places_taken, settled_enrollments


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row: its state, who or what it is, what was noticed, and which questions concern it.

    `state` is duplicate only if nothing graver was found. A row with open questions may be ready: every
    question has a default.
    """

    reference: RowReference
    state: RowState
    title: str
    findings: tuple[Finding, ...]
    duplicate: Duplicate | None
    question_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedRoster:
    """A roster with the state of each of its rows and everything that has to be asked."""

    roster: ImportedRoster
    rows: tuple[CheckedRow, ...]
    questions: tuple[Question, ...]

    def counts(self) -> Mapping[RowState, int]:
        """How many rows are in each state, zero included."""
        counted = Counter(row.state for row in self.rows)
        return {state: counted[state] for state in RowState}

    def rows_in(self, state: RowState) -> tuple[CheckedRow, ...]:
        """The rows in one state, in the order of the files."""
        return tuple(row for row in self.rows if row.state is state)

    @property
    def card_rows(self) -> tuple[RowReference, ...]:
        """The rows in which a card number was blacked out."""
        return tuple(
            row.reference
            for row in self.rows
            if any(finding.code is FindingCode.CARD_NUMBER for finding in row.findings)
        )


def check_roster(
    roster: ImportedRoster, existing: ExistingFacts, *, today: date, answers: Mapping[str, str] | None = None
) -> CheckedRoster:
    """Sorts every row into ready, duplicate, needs info or error, and gathers the questions.

    `today` is the studio's day, for ages. `answers` given so far (key → choice) only decide whether a class
    is too full. Nothing is stored, and the same files give the same questions.
    """
    roster = split_listed_classes(roster, existing)
    duplicates = duplicates_of(roster, existing)
    questions: tuple[Question, ...] = (
        *duplicate_questions(roster, duplicates),
        *people_questions(roster, today=today),
        *lesson_questions(roster),
        *schedule_questions(roster),
        *class_questions(roster),
        *enrollment_questions(roster, existing),
    )
    enrollments, _ = settled_enrollments(roster, existing, Answers(questions, answers or {}), roster.students)
    questions = (*questions, *place_questions(roster, places_taken(enrollments)))
    findings = (
        *roster.findings,
        *people_findings(roster, existing, today=today),
        *balance_findings(roster, existing),
    )
    return CheckedRoster(roster, _rows(roster, findings, duplicates, questions), questions)


def _rows(
    roster: ImportedRoster,
    findings: tuple[Finding, ...],
    duplicates: tuple[Duplicate, ...],
    questions: tuple[Question, ...],
) -> tuple[CheckedRow, ...]:
    """Brings together what is known of each row, in the order of the files."""
    noticed: Mapping[RowReference, list[Finding]] = defaultdict(list)
    for finding in findings:
        noticed[finding.row].append(finding)
    keys: Mapping[RowReference, list[str]] = defaultdict(list)
    for question in questions:
        for row in question.rows:
            keys[row].append(question.key)
    here = {duplicate.row: duplicate for duplicate in duplicates}
    titles = _titles(roster)
    return tuple(
        CheckedRow(
            row,
            _state(tuple(noticed[row]), here.get(row)),
            titles.get(row, ""),
            tuple(noticed[row]),
            here.get(row),
            tuple(keys[row]),
        )
        for row in roster.rows
    )


def _state(findings: tuple[Finding, ...], duplicate: Duplicate | None) -> RowState:
    state = gravest_state(findings)
    return RowState.DUPLICATE if duplicate and state is RowState.READY else state


def _titles(roster: ImportedRoster) -> Mapping[RowReference, str]:
    """Who or what each row is about."""
    return {
        **{student.row: student.name for student in roster.students},
        **{row: person.name for person in roster.staff for row in person.rows},
        **{offering.row: offering.name for offering in roster.offerings},
        **{balance.row: balance.family_external_id for balance in roster.opening_balances},
    }
