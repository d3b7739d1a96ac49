"""What the forms of the operator site take."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.sites.operator.forms import AttestationForm

SAID = {
    "kind": "hosting",
    "of_whom": "A center",
    "issued_on": date(2026, 1, 1),
    "expires_on": date(2026, 9, 1),
}


@pytest.mark.parametrize(("text", "is_taken"), [("ab" * 32, True), ("AB" * 32, False), ("ab" * 31, False)])
def test_a_hash_is_64_small_hexadecimal_digits(text: str, is_taken: bool) -> None:
    assert AttestationForm(SAID | {"document_sha256": text}).is_valid() is is_taken
