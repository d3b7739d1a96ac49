"""What a proof says can be checked by somebody who has nothing but the proof and the log's key."""

from __future__ import annotations

import base64
import hmac
import json
import uuid

import pytest

from museminder.foundation.vault.access_log.merkle import check_consistency, check_inclusion, leaf_hash
from museminder.foundation.vault.access_log.notes import read_note
from museminder.foundation.vault.access_log.proving import NotInTheLog, prove_consistency, prove_inclusion
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.access_log.witnessing import checkpoints_to_keep, verifier_key
from tests.foundation.vault.entries import an_entry, entries
from tests.vaults import Vault


def test_the_file_alone_proves_the_entry(own_vault: Vault) -> None:
    written = entries(6)
    sequence_waiting()
    text = prove_inclusion(written[4].id).text
    [kind, extra, index, *path], _, note = (
        text.partition("\n\n")[0].split("\n"),
        "",
        text.partition("\n\n")[2],
    )
    opened = json.loads(base64.b64decode(extra.removeprefix("extra ")))
    commitment = hmac.digest(bytes.fromhex(opened["salt"]), opened["entry"].encode(), "sha256")
    checkpoint = read_note(note, verifier_key())
    hashes = [base64.b64decode(each) for each in path]

    assert (kind, index, json.loads(opened["entry"])["id"]) == (
        "c2sp.org/tlog-proof@v1",
        "index 4",
        str(written[4].id),
    )
    assert check_inclusion(leaf_hash(commitment), 4, checkpoint.size, hashes, checkpoint.root) is True


def test_every_entry_has_its_proof_and_an_unknown_one_has_none(own_vault: Vault) -> None:
    written = entries(5)
    with pytest.raises(NotInTheLog):
        prove_inclusion(written[0].id)
    sequence_waiting()
    proofs = [prove_inclusion(entry.id) for entry in written]
    checkpoint = read_note(proofs[0].checkpoint, verifier_key())
    good = [
        check_inclusion(leaf_hash(each.commitment), each.index, 5, each.path, checkpoint.root)
        for each in proofs
    ]

    assert (good, [each.index for each in proofs]) == ([True] * 5, [0, 1, 2, 3, 4])
    with pytest.raises(NotInTheLog):
        prove_inclusion(uuid.uuid4())


def test_an_older_checkpoint_is_shown_to_be_the_beginning(own_vault: Vault) -> None:
    entries(3)
    sequence_waiting()
    [older] = checkpoints_to_keep()
    for number in range(3, 10):
        an_entry(number)
    sequence_waiting()
    old, new = read_note(older, verifier_key()), read_note(checkpoints_to_keep()[-1], verifier_key())
    path = prove_consistency(3, 10)

    assert (old.size, new.size) == (3, 10)
    assert check_consistency(3, 10, path, old.root, new.root) is True
    assert check_consistency(3, 10, path, new.root, new.root) is False
    with pytest.raises(ValueError, match="the log does not have 11 entries"):
        prove_consistency(3, 11)
