"""Locks whose key we do not keep: who asks for one is shown the key once, and opens with it what was locked."""

from __future__ import annotations

import base64
import binascii

import tink
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from tink import hybrid, secret_key_access

from museminder.foundation.vault.sealing import CannotOpen

LOCKED = 1  # the first byte of everything that was locked up (Tink's output prefix); no archive or text begins with it


class LockedField(models.BinaryField):
    """Bytes that are kept locked up: to be read by nobody whom the database lets see them."""


def is_locked(field: str) -> models.CheckConstraint:
    """The rule that such a field's table has: whatever was not locked up is not taken."""
    first = Func(F(field), Value(0), function="get_byte", output_field=models.IntegerField())
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(Exact(first, LOCKED)), name="%(class)s_is_locked"
    )


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
