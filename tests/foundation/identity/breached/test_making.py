"""The shipped list is what its recipe makes."""

from museminder.foundation.identity.breached.known import KnownPasswords, pack
from museminder.foundation.identity.breached.making import TARGET, common_passwords, known_passwords


def test_shipped_file_is_made_by_this_recipe():
    assert TARGET.read_bytes() == pack(known_passwords())


def test_list_is_large_and_its_passwords_long_enough_to_matter():
    assert len(KnownPasswords(TARGET.read_bytes())) > 100_000
    lengths = {len(password) for password in known_passwords()}
    assert (min(lengths), max(lengths)) == (15, 32)


def test_source_is_what_django_ships():
    words = common_passwords()
    assert len(words) > 19_000
    assert {"password", "qwerty", "iloveyou"} - set(words) == set()
