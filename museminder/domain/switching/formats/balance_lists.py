"""Our own list of opening balances: what each family owed on the day of the move."""

from museminder.domain.switching.formats.row_reader import Reading
from museminder.domain.switching.rules.findings import Finding, FindingCode, RowReference
from museminder.domain.switching.rules.records import ImportedOpeningBalance, ImportedRoster


def read_balances(reading: Reading, system: str) -> ImportedRoster:
    """Reads opening balances: positive is owed by the family, negative is owed to it."""
    balances: list[ImportedOpeningBalance] = []
    rows: list[RowReference] = []
    findings: list[Finding] = []
    for row in reading.rows():
        rows.append(row.reference)
        family_id, amount = row.line("family_id"), row.amount("balance")
        as_of = row.day("as_of_on")
        if not family_id:
            row.note(FindingCode.BALANCE_FAMILY_MISSING, "family_id")
        if not row.raw("balance"):
            row.note(FindingCode.AMOUNT_UNREADABLE, "balance", text="")
        if amount is not None:
            balances.append(ImportedOpeningBalance(row.reference, family_id, amount, as_of))
        findings += row.findings
    return ImportedRoster(
        system=system,
        region=reading.region,
        currency=reading.currency,
        rows=tuple(rows),
        opening_balances=tuple(balances),
        findings=tuple(findings),
    )
