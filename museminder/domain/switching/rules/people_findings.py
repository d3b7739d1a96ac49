"""What is wrong with the people and balances of a roster once all of its files are known."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from museminder.domain.switching.rules.ages import age_on
from museminder.domain.switching.rules.existing import ExistingFacts
from museminder.domain.switching.rules.findings import Finding, FindingCode, RowReference
from museminder.domain.switching.rules.records import ImportedGuardian, ImportedRoster

ADULT_AGE = 18
_OLDEST = 120


def people_findings(roster: ImportedRoster, existing: ExistingFacts, *, today: date) -> Iterator[Finding]:
    """Yields missing guardians, impossible birth dates, shared e-mails and ids used twice."""
    guardians = guardians_by_family(roster)
    for student in roster.students:
        own = guardians.get(student.family_key, ())
        emails = {guardian.email.casefold() for guardian in own if guardian.email}
        if student.email and student.email.casefold() in emails:
            yield Finding(student.row, FindingCode.EMAIL_OF_GUARDIAN, "email")
        age = age_on(student.birth_date, today) if student.birth_date else None
        if age is not None and not 0 <= age <= _OLDEST:
            text = str(student.birth_date)
            yield Finding(
                student.row, FindingCode.BIRTH_DATE_IMPOSSIBLE, "birth_date", values=(("text", text),)
            )
        is_grown_up = age is not None and age >= ADULT_AGE
        is_known = student.family_key in existing.families
        if not (own or student.is_adult or is_grown_up or is_known):
            yield Finding(student.row, FindingCode.GUARDIAN_MISSING)
    yield from _repeated_ids("student_id", ((one.external_id, one.row) for one in roster.students))
    yield from _repeated_ids("class_id", ((one.external_id, one.row) for one in roster.offerings))
    staff = ((one.external_id, row) for one in roster.staff for row in one.rows)
    yield from _repeated_ids("staff_id", staff)


def balance_findings(roster: ImportedRoster, existing: ExistingFacts) -> Iterator[Finding]:
    """Yields balances of families nobody knows, and second balances of one family."""
    families = {family.external_id for family in roster.families if family.external_id}
    first: dict[str, RowReference] = {}
    for balance in roster.opening_balances:
        family_id = balance.family_external_id
        if not family_id:
            continue  # its own finding says so already
        if family_id not in families and family_id not in existing.families:
            values = (("text", family_id),)
            yield Finding(balance.row, FindingCode.BALANCE_FAMILY_UNKNOWN, "family_id", values=values)
        elif family_id in first:
            values = (("row", str(first[family_id].row)),)
            yield Finding(balance.row, FindingCode.BALANCE_REPEATED, "family_id", values=values)
        else:
            first[family_id] = balance.row


def guardians_by_family(roster: ImportedRoster) -> Mapping[str, tuple[ImportedGuardian, ...]]:
    """The guardians of each family, first contact first."""
    found: dict[str, tuple[ImportedGuardian, ...]] = {}
    for guardian in sorted(roster.guardians, key=lambda one: one.position):
        found[guardian.family_key] = (*found.get(guardian.family_key, ()), guardian)
    return found


def _repeated_ids(field: str, ids: Iterable[tuple[str, RowReference]]) -> Iterator[Finding]:
    first: dict[str, RowReference] = {}
    for external_id, row in ids:
        if external_id and first.setdefault(external_id, row) != row:
            values = (("text", external_id), ("row", str(first[external_id].row)))
            yield Finding(row, FindingCode.ID_REPEATED, field, values=values)
