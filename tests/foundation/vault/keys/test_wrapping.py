"""The outermost wrap gives a key back to its own place only."""

from __future__ import annotations

import pytest

from museminder.foundation.vault.keys.wrapping import LocalFile, wrapper_called, wrapper_in_use
from museminder.foundation.vault.sealing import CannotOpen


def test_the_file_of_this_computer_gives_a_key_back_to_its_place() -> None:
    wrapper = wrapper_in_use()
    wrapped = wrapper.wrap(b"k" * 32, "epoch|1")

    assert (wrapper.name, wrapper_called("local-file").unwrap(wrapped, "epoch|1")) == (
        "local-file",
        b"k" * 32,
    )
    with pytest.raises(CannotOpen):
        LocalFile().unwrap(wrapped, "epoch|2")


def test_an_unknown_wrapper_is_not_passed_over() -> None:
    with pytest.raises(LookupError, match="there is no wrapper called paper"):
        wrapper_called("paper")
