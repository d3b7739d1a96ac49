"""Keys of subjects: none without a committed entry that names the subject, none that does not fit."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest

from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.keys.subject_keys import hand_out, key_id_of, new_keys, own_subject
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.sealing import CannotOpen
from tests.schools import NOON
from tests.vaults import Vault

STUDIO = 7_000_001  # a studio of these tests' own: keys need no row of it
PLACE = "7000001|people.student.birth_date|x"
_ENTRY = """
insert into access_log.entry (id, at, studio_id, action, purpose, fields, subjects, commitment)
values (%s, now(), %s, 'revealed', 'lesson', '{}', %s, sha256('x'))
"""


def entry_about(*subjects: UUID, studio: int = STUDIO) -> UUID:
    return write_down(
        studio_id=studio,
        account_id=None,
        action=Action.REVEALED,
        purpose=Purpose.LESSON,
        fields=["people.student.birth_date"],
        subjects=subjects,
        at=NOON,
    ).id


def test_a_key_opens_what_it_sealed_for_its_subject(vault: Vault) -> None:
    luz, sol = uuid4(), uuid4()
    keys = new_keys(STUDIO, [luz, sol, luz])
    sealed = keys[luz].seal(b"2016-02-29", PLACE)
    given = hand_out(entry_about(luz), STUDIO, [sealed])

    assert (set(keys), key_id_of(sealed), set(given.keys)) == ({luz, sol}, keys[luz].id, {keys[luz].id})
    assert given.unseal(sealed, luz, PLACE) == b"2016-02-29"
    assert (given.is_erased(luz), repr(keys[luz]).count("key=")) == (False, 0)


def test_an_entry_about_somebody_else_or_of_another_studio_gives_no_key(vault: Vault) -> None:
    luz = uuid4()
    sealed = new_keys(STUDIO, [luz])[luz].seal(b"2016-02-29", PLACE)

    assert hand_out(entry_about(uuid4()), STUDIO, [sealed]).keys == {}
    assert hand_out(entry_about(luz, studio=STUDIO + 1), STUDIO, [sealed]).keys == {}


def test_the_studio_s_own_key_is_given_for_any_entry_of_the_studio(vault: Vault) -> None:
    me = own_subject(STUDIO)
    sealed = new_keys(STUDIO, [me])[me].seal(b"sk_test", PLACE)
    given = hand_out(entry_about(uuid4()), STUDIO, [sealed])

    assert given.unseal(sealed, me, PLACE) == b"sk_test"


@pytest.mark.parametrize("within", ["the transaction", "a savepoint"])
def test_an_entry_that_can_still_be_taken_back_gives_no_key(vault: Vault, within: str) -> None:
    luz, entry = uuid4(), uuid4()
    key = new_keys(STUDIO, [luz])[luz]
    with psycopg.connect(vault.superuser_dsn) as connection:  # with every right there is
        if within == "a savepoint":
            connection.execute("savepoint unseen")
        connection.execute(_ENTRY, [entry, STUDIO, [luz]])
        with pytest.raises(psycopg.DatabaseError, match="after its entry is committed"):
            connection.execute("select * from keys.hand_out(%s, %s)", [entry, [key.id]])


def test_no_entry_no_key(vault: Vault) -> None:
    with pytest.raises(psycopg.DatabaseError, match="no key without an entry"):
        hand_out(uuid4(), STUDIO, [])


@pytest.mark.parametrize("sealed", [b"\x02", b"\x02" + bytes(15), b"\x02" + bytes(16), b"", b"2016-02-29"])
def test_what_is_too_short_or_was_never_sealed_does_not_open(vault: Vault, sealed: bytes) -> None:
    with pytest.raises(CannotOpen):
        hand_out(entry_about(uuid4()), STUDIO, [sealed]).unseal(sealed, uuid4(), PLACE)
