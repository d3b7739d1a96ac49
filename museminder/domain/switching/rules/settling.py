"""From a checked roster and the answers to exactly what is written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.checking import CheckedRoster
from museminder.domain.switching.rules.duplicates import SKIP, UPDATE
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import RowReference, RowState
from museminder.domain.switching.rules.questions import QuestionKind
from museminder.domain.switching.rules.records import (
    ImportedFamily,
    ImportedOffering,
    ImportedOpeningBalance,
    ImportedRoster,
)
from museminder.domain.switching.rules.settled import LeftOut, SettledEnrollment, SettledRoster
from museminder.domain.switching.rules.settling_addresses import with_own_guardians
from museminder.domain.switching.rules.settling_classes import (
    raised_places,
    settled_enrollments,
    settled_offerings,
)
from museminder.domain.switching.rules.settling_lessons import settled_lessons, settled_prices
from museminder.domain.switching.rules.settling_people import (
    people_in_two_families,
    repeated_children,
    settled_credits,
    settled_families,
    settled_guardians,
    settled_students,
)

_NO_CLASS = "Not enrolled: the row of the class does not come in."
_NO_FAMILY = "The family of this balance does not come in."


def settle_roster(
    checked: CheckedRoster, existing: ExistingFacts, answers: Mapping[str, str]
) -> SettledRoster:
    """Applies the answers (question key, or its row_key, → choice) and leaves out what cannot come in.

    Rows in error or in need of information stay out, with their families if nobody else is in them; so do
    skipped duplicates. Everything left out is listed with its reason.
    """
    roster, asked = checked.roster, Answers(checked.questions, answers)
    decided = _decided(asked)
    reasons = _reasons(checked, decided, asked)
    students = tuple(one for one in settled_students(roster, asked) if one.row not in reasons)
    families = settled_families(roster, asked, students)
    family_keys = {family.key for family in families}
    guardians = tuple(one for one in settled_guardians(roster, asked) if one.family_key in family_keys)
    listed, not_enrolled = settled_enrollments(roster, existing, asked, students)
    offerings = tuple(one for one in settled_offerings(roster, asked) if one.row not in reasons)
    enrollments, without_class = _placed(listed, offerings, checked)
    balances, without_family = _with_family(roster, families, existing, reasons)
    return SettledRoster(
        families=families,
        guardians=with_own_guardians(students, guardians),
        students=students,
        staff=tuple(one for one in roster.staff if not set(one.rows) & reasons.keys()),
        courses=roster.courses,
        offerings=offerings,
        lessons=settled_lessons(asked, students),
        enrollments=enrollments,
        opening_balances=balances,
        makeup_credits=settled_credits(roster, asked, {student.row for student in students}),
        updates=_updates(checked, decided, reasons),
        raised_places=raised_places(roster, asked, enrollments),
        prices=settled_prices(roster, asked),
        one_person=people_in_two_families(guardians, asked),
        left_out=(*_rows_left_out(checked, reasons, without_class), *not_enrolled, *_without(without_family)),
    )


def _rows_left_out(
    checked: CheckedRoster,
    reasons: Mapping[RowReference, str],
    without_class: list[SettledEnrollment],
) -> Iterator[LeftOut]:
    titles = {row.reference: row.title for row in checked.rows}
    for row, sentence in reasons.items():
        yield LeftOut(row, titles.get(row, ""), sentence)
    for one in without_class:
        yield LeftOut(one.row, titles[one.row], _NO_CLASS)


def _without(balances: list[ImportedOpeningBalance]) -> Iterator[LeftOut]:
    for one in balances:
        yield LeftOut(one.row, one.family_external_id, _NO_FAMILY)


def _decided(asked: Answers) -> Mapping[RowReference, str]:
    """What to do with each row that is in the studio already."""
    return {
        **asked.by_row(QuestionKind.ALREADY_HERE),
        **asked.by_row(QuestionKind.SAME_PERSON_HERE),
    }


def _placed(
    enrollments: tuple[SettledEnrollment, ...],
    offerings: tuple[ImportedOffering, ...],
    checked: CheckedRoster,
) -> tuple[tuple[SettledEnrollment, ...], list[SettledEnrollment]]:
    """Points the children of a skipped class to the one the studio has; those of a faulty class go without."""
    coming = {offering.key for offering in offerings}
    references = {row.reference: row.duplicate.reference for row in checked.rows if row.duplicate}
    here = {
        offering.key: references[offering.row]
        for offering in checked.roster.offerings
        if offering.key not in coming and offering.row in references
    }
    placed: list[SettledEnrollment] = []
    without: list[SettledEnrollment] = []
    for one in enrollments:
        if one.existing_reference or one.offering_key in coming:
            placed.append(one)
        elif one.offering_key in here:
            placed.append(replace(one, offering_key="", existing_reference=here[one.offering_key]))
        else:
            without.append(one)
    return tuple(placed), without


def _with_family(
    roster: ImportedRoster,
    families: tuple[ImportedFamily, ...],
    existing: ExistingFacts,
    reasons: Mapping[RowReference, str],
) -> tuple[tuple[ImportedOpeningBalance, ...], list[ImportedOpeningBalance]]:
    """The balances whose family comes in or is here, and the others."""
    known = {family.external_id for family in families if family.external_id} | set(existing.families)
    balances = [one for one in roster.opening_balances if one.row not in reasons]
    return (
        tuple(one for one in balances if one.family_external_id in known),
        [one for one in balances if one.family_external_id not in known],
    )


def _reasons(
    checked: CheckedRoster, decided: Mapping[RowReference, str], asked: Answers
) -> dict[RowReference, str]:
    """The rows that stay out, each with its sentence."""
    reasons = dict.fromkeys(repeated_children(asked), "The child is in another row.")
    for row in checked.rows:
        if row.state in {RowState.ERROR, RowState.NEEDS_INFO}:
            reasons[row.reference] = " ".join(
                finding.sentence for finding in row.findings if finding.state is not RowState.READY
            )
        elif decided.get(row.reference) == SKIP:
            reasons[row.reference] = "Skipped: it is in the studio already."
    return reasons


def _updates(
    checked: CheckedRoster, decided: Mapping[RowReference, str], reasons: Mapping[RowReference, str]
) -> Mapping[RowReference, str]:
    return {
        row.reference: row.duplicate.reference
        for row in checked.rows
        if row.duplicate and row.reference not in reasons and decided.get(row.reference) == UPDATE
    }
