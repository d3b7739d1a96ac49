"""Findings and their sentences."""

from __future__ import annotations

from string import Formatter

import pytest

from museminder.domain.switching.rules.findings import Finding, FindingCode, RowState, gravest_state
from tests.domain.switching.rules.rosters import row


@pytest.mark.parametrize("code", FindingCode)
def test_every_finding_is_a_sentence_with_a_state(code: FindingCode) -> None:
    names = {name for _, name, _, _ in Formatter().parse(Finding(row(2), code).template) if name}
    finding = Finding(row(2), code, values=tuple((name, f"<{name}>") for name in names))

    assert finding.sentence[-1] == "."
    assert all(f"<{name}>" in finding.sentence for name in names)
    assert finding.state in RowState


def test_a_row_takes_the_gravest_state_of_its_findings() -> None:
    note, ask, wrong = (
        Finding(row(2), code)
        for code in (FindingCode.CARD_NUMBER, FindingCode.FIRST_NAME_MISSING, FindingCode.NAME_MISSING)
    )

    assert [gravest_state(findings) for findings in ((), (note,), (note, ask), (wrong, ask))] == [
        RowState.READY,
        RowState.READY,
        RowState.NEEDS_INFO,
        RowState.ERROR,
    ]


def test_a_row_is_named_by_file_and_number() -> None:
    assert str(row(19, "ContactList.csv")) == "ContactList.csv:19"
