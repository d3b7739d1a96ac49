"""Checkpoints are C2SP signed notes: the specification's own example checks, and nothing altered does."""

from __future__ import annotations

import base64
import hashlib

import pytest

from museminder.foundation.vault.access_log.notes import BadNote, Signer, read_note, split_notes

# From the documentation of golang.org/x/mod/sumdb/note: a key and a note that other programs made.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ORIGIN = "museminder.invalid/1/access-log"
SIGNER = Signer.from_secret(ORIGIN, base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("="))
ROOT = hashlib.sha256(b"root").digest()


def test_a_checkpoint_is_read_back() -> None:
    note = SIGNER.sign(107, ROOT)
    read = read_note(note, SIGNER.verifier)

    assert note.splitlines()[:4] == [ORIGIN, "107", base64.b64encode(ROOT).decode(), ""]
    assert (read.origin, read.size, read.root) == (ORIGIN, 107, ROOT)


def test_the_key_that_others_made_is_understood_and_its_signature_checked() -> None:
    with pytest.raises(BadNote, match="not a checkpoint of this log"):
        read_note(PETERS_NOTE, PETER)
    text, _, line = PETERS_NOTE.partition("\n\n")
    with pytest.raises(BadNote, match="not a checkpoint"):
        read_note(f"{text}.\n\n{line}", PETER)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n107\n", "\n108\n"),
        ("\n107\n", "\n0107\n"),
        (ORIGIN, f"{ORIGIN}2"),
        (base64.b64encode(ROOT).decode(), base64.b64encode(ROOT[::-1]).decode()),
        ("— ", "- "),
        ("\n\n", "\nextension\n\n"),
    ],
)
def test_nothing_altered_checks(old: str, new: str) -> None:
    with pytest.raises(BadNote):
        read_note(SIGNER.sign(107, ROOT).replace(old, new), SIGNER.verifier)


def test_another_key_of_the_same_name_does_not_check() -> None:
    other = Signer.from_secret(ORIGIN, base64.urlsafe_b64encode(bytes(32)).decode().rstrip("="))

    with pytest.raises(BadNote, match="not signed with this log's key"):
        read_note(other.sign(107, ROOT), SIGNER.verifier)


def test_signatures_of_witnesses_may_stand_beside_ours() -> None:
    note = SIGNER.sign(107, ROOT) + "— witness.example mJirIklj5qY9vw==\n"

    assert read_note(note, SIGNER.verifier).size == 107


@pytest.mark.parametrize("key", ["", "name+0011+AAAA", PETER.replace("c74f", "c74e"), PETER[:-4]])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(BadNote, match="not the key of a log"):
        read_note(SIGNER.sign(107, ROOT), key)


def test_a_file_of_notes_is_split_into_them() -> None:
    notes = [SIGNER.sign(size, ROOT) for size in (1, 2, 3)]

    assert list(split_notes("\n".join(notes))) == notes
    assert list(split_notes("")) == []
