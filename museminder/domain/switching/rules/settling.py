"""From a checked roster and the answers to exactly what is written."""

from collections.abc import Mapping

from museminder.domain.switching.rules.answers import Answers
from museminder.domain.switching.rules.checking import CheckedRoster
from museminder.domain.switching.rules.duplicates import SKIP, UPDATE
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import RowReference, RowState
from museminder.domain.switching.rules.questions import QuestionKind
from museminder.domain.switching.rules.settled import LeftOut, SettledRoster
from museminder.domain.switching.rules.settling_classes import (
    raised_places,
    settled_enrollments,
    settled_offerings,
)
from museminder.domain.switching.rules.settling_people import (
    people_in_two_families,
    repeated_children,
    settled_credits,
    settled_families,
    settled_guardians,
    settled_students,
)


def settle_roster(
    checked: CheckedRoster, existing: ExistingFacts, answers: Mapping[str, str]
) -> SettledRoster:
    """Applies the answers (question key, or its row_key, → choice) and leaves out what cannot come in.

    Rows in error or in need of information stay out, with their families if nobody else is in them; so do
    skipped duplicates. Everything left out is listed with its reason.
    """
    roster, asked = checked.roster, Answers(checked.questions, answers)
    decided = {
        **asked.by_row(QuestionKind.ALREADY_HERE),
        **asked.by_row(QuestionKind.SAME_PERSON_HERE),
    }
    reasons = _reasons(checked, decided) | dict.fromkeys(
        repeated_children(asked), "The child is in another row."
    )
    students = tuple(one for one in settled_students(roster, asked) if one.row not in reasons)
    families = settled_families(roster, asked, students)
    family_keys = {family.key for family in families}
    guardians = tuple(one for one in settled_guardians(roster, asked) if one.family_key in family_keys)
    family_ids = {family.external_id for family in families if family.external_id} | set(existing.families)
    enrollments, not_enrolled = settled_enrollments(roster, existing, asked, students)
    offerings = tuple(one for one in settled_offerings(roster, asked) if one.row not in reasons)
    offering_keys = {offering.key for offering in offerings}
    enrollments = tuple(
        one for one in enrollments if one.existing_reference or one.offering_key in offering_keys
    )
    balances = tuple(one for one in roster.opening_balances if one.row not in reasons)
    titles = {row.reference: row.title for row in checked.rows}
    return SettledRoster(
        families=families,
        guardians=guardians,
        students=students,
        staff=tuple(one for one in roster.staff if not set(one.rows) & reasons.keys()),
        courses=roster.courses,
        offerings=offerings,
        enrollments=enrollments,
        opening_balances=tuple(one for one in balances if one.family_external_id in family_ids),
        makeup_credits=settled_credits(roster, asked, {student.row for student in students}),
        updates=_updates(checked, decided, reasons),
        raised_places=raised_places(roster, asked, enrollments),
        one_person=people_in_two_families(guardians, asked),
        left_out=(
            *(LeftOut(row, titles.get(row, ""), sentence) for row, sentence in reasons.items()),
            *not_enrolled,
            *(
                LeftOut(one.row, one.family_external_id, "The family of this balance does not come in.")
                for one in balances
                if one.family_external_id not in family_ids
            ),
        ),
    )


def _reasons(checked: CheckedRoster, decided: Mapping[RowReference, str]) -> dict[RowReference, str]:
    """The rows that stay out, each with its sentence."""
    reasons: dict[RowReference, str] = {}
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
