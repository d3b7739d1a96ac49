"""What is sealed for the whole installation opens where it belongs, and nowhere else."""

from __future__ import annotations

import pytest

from museminder.foundation.vault.sealing import CannotOpen, open_text, seal, seal_text, unseal

PLACE = "identity.authenticator|7"
KEY = "JBSWY3DPEHPK3PXP"


def test_what_is_sealed_opens_in_its_place_and_twice_is_not_the_same() -> None:
    one, other = seal_text(KEY, PLACE), seal_text(KEY, PLACE)

    assert (open_text(one, PLACE), open_text(other, PLACE), one == other) == (KEY, KEY, False)
    assert unseal(seal(b"", PLACE), PLACE) == b""


@pytest.mark.parametrize("bit", [0, 7, 8, 40, 200])
def test_a_flipped_bit_opens_nothing(bit: int) -> None:
    sealed = bytearray(seal(KEY.encode(), PLACE))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(CannotOpen):
        unseal(bytes(sealed), PLACE)


@pytest.mark.parametrize("text", ["", "no hexadecimal", "00", KEY])
def test_what_was_never_sealed_is_not_shown_as_it_is(text: str) -> None:
    with pytest.raises(CannotOpen):
        open_text(text, PLACE)


def test_another_place_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        open_text(seal_text(KEY, PLACE), "identity.authenticator|8")
