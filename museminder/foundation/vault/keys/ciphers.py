"""What a single key does: AES-256-GCM with a nonce of its own for each thing it locks.

Not Tink, which reads a key set for 60 microseconds: a roster opens sixty of them, each once. Tink's format is kept for
the outermost wrap and for what is sealed for the whole installation (``vault.sealing``).
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from museminder.foundation.vault.sealing import CannotOpen

KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16


def new_key() -> bytes:
    """A key nobody has seen: 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def lock(key: bytes, data: bytes, belongs_to: str) -> bytes:
    """Lock bytes with a key, for one place; 28 bytes longer than they were."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, belongs_to.encode())


def unlock(key: bytes, locked: bytes, belongs_to: str) -> bytes:
    """Open what this key locked for this place; raises ``CannotOpen`` for anything else."""
    if len(locked) < NONCE_BYTES + TAG_BYTES:
        raise CannotOpen("this is too short to have been sealed")
    try:
        return AESGCM(key).decrypt(locked[:NONCE_BYTES], locked[NONCE_BYTES:], belongs_to.encode())
    except InvalidTag as error:
        raise CannotOpen("this value cannot be opened here") from error
