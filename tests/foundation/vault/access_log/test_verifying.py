"""Whoever tampers with the log from outside, with all the rights there are, is found, and the first bad entry named."""

from __future__ import annotations

import secrets

import pytest

from museminder.foundation.vault.access_log.entries import Entry
from museminder.foundation.vault.access_log.merkle import Frontier, leaf_hash
from museminder.foundation.vault.access_log.notes import Signer
from museminder.foundation.vault.access_log.sequencing import log_key, sequence_waiting
from museminder.foundation.vault.access_log.verifying import verify
from museminder.foundation.vault.access_log.witnessing import checkpoints_to_keep
from tests.foundation.vault.entries import an_entry, entries
from tests.vaults import Vault


@pytest.fixture
def log(own_vault: Vault) -> list[Entry]:
    """Eleven entries in the tree, under checkpoints of 7 and 11."""
    first = entries(7)
    sequence_waiting()
    second = [an_entry(number) for number in range(7, 11)]
    sequence_waiting()
    return first + second


def found() -> tuple:
    fault = verify().fault
    return (fault.kind, fault.index, fault.entry_id) if fault else ()


def forged_commitment(vault: Vault, entry: Entry) -> bytes:
    """What the commitment of an entry is now, computed by somebody who reads the salts."""
    [(salt,)] = vault.do("select salt from access_log.salt where entry_id = %s", [entry.id])
    return entry.commitment(bytes(salt))


def rebuilt(vault: Vault) -> Frontier:
    """Every node made again from the leaves as they are now; returns the tree."""
    vault.do("delete from access_log.node")
    tree = Frontier()
    for (commitment,) in vault.do("select commitment from access_log.leaf order by index"):
        for (level, index), hashed in tree.append(leaf_hash(bytes(commitment))):
            vault.do("insert into access_log.node values (%s, %s, %s)", [level, index, hashed])
    return tree


def test_a_log_nobody_touched_is_whole(own_vault: Vault, log: list[Entry]) -> None:
    an_entry(11)
    verified = verify(checkpoints_to_keep())

    assert (verified.entries, verified.waiting, verified.forgotten, verified.fault) == (11, 1, 0, None)
    assert verified.checkpoints == 3  # two stored, one of them kept outside as well
    assert (verified.newest.size, verified.newest.root) == (11, rebuilt(own_vault).root)


def test_an_empty_log_is_whole(own_vault: Vault) -> None:
    assert (verify().entries, verify().newest, verify().fault) == (0, None, None)


CHANGES = (
    "purpose = 'invoice'",
    "account_id = null",
    "studio_id = 2",
    "subjects = array[gen_random_uuid()]",
    "fields = '{people.student.care_notes}'",
    "at = at + interval '1 microsecond'",
    "action = 'compared'",
)


def test_whatever_is_changed_of_an_entry_the_first_changed_one_is_named(
    own_vault: Vault, log: list[Entry]
) -> None:
    named = []
    for entry, change in zip(reversed(log), CHANGES, strict=False):
        own_vault.do(f"update access_log.entry set {change} where id = %s", [entry.id])  # type: ignore[arg-type]
        named.append(found())

    assert named == [("changed", index, log[index].id) for index in range(10, 10 - len(CHANGES), -1)]


def test_an_entry_changed_with_its_commitment_is_named(own_vault: Vault, log: list[Entry]) -> None:
    for entry in (log[9], log[3]):
        own_vault.do("update access_log.entry set account_id = null where id = %s", [entry.id])
        forged = forged_commitment(
            own_vault, next(each for each in own_vault.new_entries() if each.id == entry.id)
        )
        own_vault.seen.clear()
        own_vault.do("update access_log.entry set commitment = %s where id = %s", [forged, entry.id])
        own_vault.do("update access_log.leaf set commitment = %s where entry_id = %s", [forged, entry.id])

    assert found() == ("changed", 3, log[3].id)


def test_a_tree_made_again_over_changed_entries_is_not_what_was_signed(
    own_vault: Vault, log: list[Entry]
) -> None:
    forged = secrets.token_bytes(32)
    own_vault.do("delete from access_log.salt where entry_id = %s", [log[8].id])
    own_vault.do("insert into access_log.salt values (%s, %s)", [log[8].id, forged])
    commitment = log[8].commitment(forged)
    own_vault.do("update access_log.entry set commitment = %s where id = %s", [commitment, log[8].id])
    own_vault.do("update access_log.leaf set commitment = %s where entry_id = %s", [commitment, log[8].id])
    tree = rebuilt(own_vault)
    own_vault.do("update access_log.checkpoint set root = %s where size = 11", [tree.root])

    assert found() == ("forked", 11, None)
    own_vault.do("delete from access_log.checkpoint where size = 11")
    note = Signer.from_secret(origin(own_vault), secrets.token_urlsafe(32)).sign(11, tree.root)
    own_vault.do("insert into access_log.checkpoint values (11, %s, %s)", [tree.root, note])
    assert found() == ("forked", 11, None)


def origin(vault: Vault) -> str:
    return vault.do("select origin from access_log.log")[0][0]


def test_a_removed_entry_is_named(own_vault: Vault, log: list[Entry]) -> None:
    own_vault.do("delete from access_log.entry where id = %s", [log[4].id])

    assert found() == ("removed", 4, log[4].id)


def test_an_entry_removed_with_its_leaf_is_missed_whether_or_not_the_gap_is_closed(
    own_vault: Vault, log: list[Entry]
) -> None:
    own_vault.do("delete from access_log.entry where id = %s", [log[4].id])
    own_vault.do("delete from access_log.leaf where index = 4")
    assert found() == ("removed", 4, None)
    for index in range(5, 11):
        own_vault.do("update access_log.leaf set index = %s where index = %s", [index - 1, index])
    assert found() == ("removed", 4, None)


def test_an_entry_put_beside_the_log_is_named(own_vault: Vault, log: list[Entry]) -> None:
    beside = an_entry(11)
    own_vault.do("delete from access_log.inbox where entry_id = %s", [beside.id])

    assert found() == ("inserted", None, beside.id)


def test_an_entry_put_into_the_middle_or_at_the_end_is_named(own_vault: Vault, log: list[Entry]) -> None:
    extra = an_entry(11)
    [(commitment,)] = own_vault.do("delete from access_log.inbox returning commitment")
    insert = "insert into access_log.leaf values (%s, %s, %s)"
    own_vault.do(insert, [11, extra.id, commitment])
    rebuilt(own_vault)
    assert found() == ("inserted", 11, None)
    own_vault.do("delete from access_log.leaf where index = 11")
    rebuilt(own_vault)
    for index in range(10, 1, -1):
        own_vault.do("update access_log.leaf set index = %s where index = %s", [index + 1, index])
    own_vault.do(insert, [2, extra.id, commitment])
    assert found() == ("inserted", 2, extra.id)


def test_two_exchanged_entries_are_noticed_however_it_was_done(own_vault: Vault, log: list[Entry]) -> None:
    swap = "update access_log.leaf set index = case index when 2 then -8 else 2 end where index in (2, 8)"
    own_vault.do("alter table access_log.leaf drop constraint leaf_index_check")
    own_vault.do(swap)
    own_vault.do("update access_log.leaf set index = 8 where index = -8")
    assert found() == ("reordered", 2, log[8].id)
    for index, entry in ((2, log[2]), (8, log[8])):
        own_vault.do("update access_log.leaf set entry_id = gen_random_uuid() where index = %s", [index])
        own_vault.do(
            "update access_log.leaf set commitment = e.commitment from access_log.entry e "
            "where leaf.index = %s and e.id = %s",
            [index, entry.id],
        )
    own_vault.do("update access_log.leaf set entry_id = %s where index = 2", [log[8].id])
    own_vault.do("update access_log.leaf set entry_id = %s where index = 8", [log[2].id])
    assert found() == ("reordered", 2, log[8].id)


def test_a_changed_node_is_noticed(own_vault: Vault, log: list[Entry]) -> None:
    own_vault.do("update access_log.node set hash = sha256('x') where level = 2 and index = 1")

    assert found() == ("changed", 7, log[7].id)


def cut_off(vault: Vault, size: int) -> None:
    """Take back everything after a checkpoint, as if it had never been."""
    vault.do("delete from access_log.checkpoint where size > %s", [size])
    vault.do(
        "delete from access_log.entry where id in (select entry_id from access_log.leaf where index >= %s)",
        [size],
    )
    vault.do("delete from access_log.leaf where index >= %s", [size])
    rebuilt(vault)


def test_a_log_cut_off_at_a_checkpoint_is_found_by_the_copy_somebody_kept(
    own_vault: Vault, log: list[Entry]
) -> None:
    kept = checkpoints_to_keep()
    cut_off(own_vault, 7)
    assert found() == ()
    fault = verify(kept).fault

    assert (fault.kind, fault.index) == ("removed", 7)


def test_a_fork_signed_with_the_log_s_own_key_is_found_by_the_copy_somebody_kept(
    own_vault: Vault, log: list[Entry]
) -> None:
    kept = checkpoints_to_keep()
    cut_off(own_vault, 7)
    for number in range(20, 24):
        an_entry(number)
    sequence_waiting()
    assert found() == ()
    fault = verify(kept).fault

    assert (fault.kind, fault.index) == ("forked", 7)


def test_a_checkpoint_that_is_not_ours_is_named(own_vault: Vault, log: list[Entry]) -> None:
    forged = Signer.from_secret(origin(own_vault), secrets.token_urlsafe(32)).sign(11, bytes(32))
    fault = verify([forged]).fault

    assert (
        fault.sentence
        == "A checkpoint kept outside is not ours: the checkpoint is not signed with this log's key."
    )


def test_a_key_exchanged_in_the_log_is_noticed(own_vault: Vault, log: list[Entry]) -> None:
    other = Signer.from_secret(origin(own_vault), secrets.token_urlsafe(32))
    own_vault.do("update access_log.log set verifier = %s", [other.verifier])

    assert found() == ("forked", None, None)
    assert Signer.from_secret(origin(own_vault), log_key()).verifier != other.verifier
