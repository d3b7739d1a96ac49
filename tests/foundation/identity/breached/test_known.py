"""The compact list."""

import pytest

from museminder.foundation.identity.breached.known import WIDTH, KnownPasswords, name_of, pack


def test_list_knows_what_was_packed_and_nothing_else():
    known = KnownPasswords(pack(["three blind mice", "open sesame", "open sesame"]))
    assert len(known) == 2
    assert [word in known for word in ("three blind mice", "open sesame", "open", "", "zzz")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_names_are_five_bytes_of_sha1():
    assert name_of("password").hex() == "5baa61e4c9"
    assert WIDTH == 5


def test_list_that_was_cut_off_is_refused():
    with pytest.raises(ValueError, match="cut off"):
        KnownPasswords(pack(["one"])[:-1])


def test_what_is_no_text_is_not_in_it():
    assert 7 not in KnownPasswords(pack(["7"]))
