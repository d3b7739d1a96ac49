"""Sealing and opening with Tink: the only module that does cryptography.

AES-256-GCM; the associated data says where a value belongs, so a ciphertext moved to another row, field or studio
does not open. A failed opening raises, always.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import tink
from django.conf import settings
from tink import aead, secret_key_access


class CannotOpen(Exception):
    """A sealed value was altered, moved, or sealed with a key that is gone."""


def _keyset_path() -> Path:
    return Path(settings.MUSEMINDER_HOME) / "vault-keyset.json"


def _write_once(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    try:
        os.link(temporary, path)  # the first to come makes the key; all others read it
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


@functools.cache
def _primitive() -> aead.Aead:
    aead.register()
    path = _keyset_path()
    if not path.exists():
        handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
        _write_once(path, tink.json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN))
    handle = tink.json_proto_keyset_format.parse(path.read_text(), secret_key_access.TOKEN)
    return handle.primitive(aead.Aead)


def seal(data: bytes, belongs_to: str) -> bytes:
    """Seal bytes so that they open only where they belong: ``belongs_to`` is ``studio|field|subject``."""
    return _primitive().encrypt(data, belongs_to.encode())


def unseal(sealed: bytes, belongs_to: str) -> bytes:
    """Open what was sealed for this place; raises ``CannotOpen`` for anything else."""
    try:
        return _primitive().decrypt(bytes(sealed), belongs_to.encode())
    except tink.TinkError as error:
        raise CannotOpen("this value cannot be opened here") from error


def seal_text(text: str, belongs_to: str) -> str:
    """Seal a text into printable characters, for columns of other libraries."""
    return seal(text.encode(), belongs_to).hex()


def open_text(sealed: str, belongs_to: str) -> str:
    """Open what ``seal_text`` made; raises ``CannotOpen``."""
    try:
        data = bytes.fromhex(sealed)
    except ValueError as error:
        raise CannotOpen("this is not a sealed text") from error
    return unseal(data, belongs_to).decode()
