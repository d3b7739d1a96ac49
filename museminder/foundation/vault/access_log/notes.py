"""Signed checkpoints: how large the log is and what its root is, in a form that any log tool can check.

C2SP ``signed-note`` and ``tlog-checkpoint``: three lines of text and an Ed25519 signature. Whoever keeps a copy is a
witness: the log can never again be of that size with another root.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_SIGNED_BY = "— "


class BadNote(Exception):
    """This is no checkpoint, or its signature is not that of the log's key."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log at one moment: its name, how many entries it has, and the root of its tree (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True)
class Signer:
    """The key that signs a log's checkpoints."""

    origin: str
    key: Ed25519PrivateKey

    @classmethod
    def from_secret(cls, origin: str, secret: str) -> Signer:
        """The key made from a secret of 256 bits: 43 URL-safe characters, as ``embedded.secrets`` makes them."""
        return cls(origin, Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(secret + "=")))

    @property
    def verifier(self) -> str:
        """What others need to check a signature: name, key hash and public key (C2SP "vkey")."""
        public = _ED25519 + self.key.public_key().public_bytes_raw()
        return f"{self.origin}+{_key_hash(self.origin, public).hex()}+{base64.b64encode(public).decode()}"

    def sign(self, size: int, root: bytes) -> str:
        """The signed note of the log at a size."""
        text = Checkpoint(self.origin, size, root).text
        public = _ED25519 + self.key.public_key().public_bytes_raw()
        signature = _key_hash(self.origin, public) + self.key.sign(text.encode())
        return f"{text}\n{_SIGNED_BY}{self.origin} {base64.b64encode(signature).decode()}\n"


def read_note(note: str, verifier: str) -> Checkpoint:
    """The checkpoint in a signed note; raises ``BadNote`` unless the verifier's key has signed it."""
    origin, key_hash, key = _read_verifier(verifier)
    text, blank, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not blank or len(lines) != 3 or lines[0] != origin or not signatures.endswith("\n"):
        raise BadNote("this is not a checkpoint of this log")
    for line in signatures.splitlines():
        mark, _, rest = line.partition(_SIGNED_BY)
        name, _, encoded = rest.partition(" ")
        if not mark and name == origin and _is_signed(text + "\n", _decoded(encoded), key_hash, key):
            return Checkpoint(origin, _size(lines[1]), _decoded(lines[2]))
    raise BadNote("the checkpoint is not signed with this log's key")


def split_notes(text: str) -> Iterator[str]:
    """The notes of a file that holds several, one after another with an empty line between."""
    lines: list[str] = []
    for line in text.splitlines():
        if line == "" and any(each.startswith(_SIGNED_BY) for each in lines):
            yield "\n".join(lines) + "\n"
            lines = []
        elif line or lines:
            lines.append(line)
    if lines:
        yield "\n".join(lines) + "\n"


def _read_verifier(verifier: str) -> tuple[str, bytes, Ed25519PublicKey]:
    try:
        origin, key_hash, encoded = verifier.split("+", 2)
        public = base64.b64decode(encoded, validate=True)
        if public[:1] != _ED25519 or _key_hash(origin, public).hex() != key_hash:
            raise BadNote("this is not the key of a log")
        return origin, bytes.fromhex(key_hash), Ed25519PublicKey.from_public_bytes(public[1:])
    except ValueError as error:
        raise BadNote("this is not the key of a log") from error


def _is_signed(text: str, signature: bytes, key_hash: bytes, key: Ed25519PublicKey) -> bool:
    if signature[:4] != key_hash:
        return False
    try:
        key.verify(signature[4:], text.encode())
    except InvalidSignature:
        return False
    return True


def _key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]


def _size(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or str(int(text)) != text:
        raise BadNote("the size of a checkpoint is a number")
    return int(text)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadNote("a checkpoint's root and signatures are base64") from error
