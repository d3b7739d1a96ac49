"""Locks whose key we do not keep: who asks for one is shown the key once, and opens with it what was locked."""

from __future__ import annotations

import base64
import binascii

import tink
from tink import hybrid, secret_key_access

from museminder.foundation.vault.sealing import CannotOpen


def new_lock() -> tuple[bytes, str]:
    """A lock, which is kept, and its key, which is not: (bytes, text of letters and digits)."""
    hybrid.register()
    key = tink.new_keyset_handle(hybrid.hybrid_key_templates.DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM)
    lock = tink.proto_keyset_format.serialize_without_secret(key.public_keyset_handle())
    text = base64.urlsafe_b64encode(tink.proto_keyset_format.serialize(key, secret_key_access.TOKEN))
    return lock, text.decode()


def lock_up(data: bytes, lock: bytes, belongs_to: str) -> bytes:
    """Lock bytes up so that only the key opens them, and only where they belong."""
    hybrid.register()
    handle = tink.proto_keyset_format.parse_without_secret(bytes(lock))
    return handle.primitive(hybrid.HybridEncrypt).encrypt(data, belongs_to.encode())


def unlock(locked: bytes, key: str, belongs_to: str) -> bytes:
    """Open with the key; raises ``CannotOpen`` for another one, and for what belongs elsewhere."""
    hybrid.register()
    try:
        text = base64.urlsafe_b64decode(key.strip().encode())
        handle = tink.proto_keyset_format.parse(text, secret_key_access.TOKEN)
        return handle.primitive(hybrid.HybridDecrypt).decrypt(bytes(locked), belongs_to.encode())
    except (tink.TinkError, binascii.Error, ValueError) as error:
        raise CannotOpen("not the key of this lock") from error
