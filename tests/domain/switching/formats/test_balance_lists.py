"""Opening balances of our own template."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.switching.rules.findings import FindingCode
from tests.domain.switching.formats.lists import roster_of


def test_balances_are_minor_units_and_negative_ones_are_owed_to_the_family() -> None:
    rows = [("fml_a", "1,135.50", "2026-08-31"), ("fml_b", "-32.50", "08/31/2026"), ("fml_c", "(5)", "")]
    roster = roster_of(
        *({"family external id": family, "opening balance": text, "as of": day} for family, text, day in rows)
    )

    assert [(one.family_external_id, one.amount, one.as_of_on) for one in roster.opening_balances] == [
        ("fml_a", 113550, date(2026, 8, 31)),
        ("fml_b", -3250, date(2026, 8, 31)),
        ("fml_c", -500, None),
    ]


@pytest.mark.parametrize(
    ("family", "text", "code", "kept"),
    [
        ("fml_a", "a lot", FindingCode.AMOUNT_UNREADABLE, 0),
        ("fml_a", "", FindingCode.AMOUNT_UNREADABLE, 0),
        ("", "45.00", FindingCode.BALANCE_FAMILY_MISSING, 1),
    ],
)
def test_what_is_wrong_with_a_balance_is_noted(family: str, text: str, code: FindingCode, kept: int) -> None:
    roster = roster_of({"family external id": family, "opening balance": text, "as of": "2026-08-31"})

    assert ([finding.code for finding in roster.findings], len(roster.opening_balances)) == ([code], kept)
    assert len(roster.rows) == 1
