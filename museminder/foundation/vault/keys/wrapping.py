"""The outermost wrap, which holds the epoch keys."""

from __future__ import annotations

import os
from typing import Protocol

from museminder.foundation.vault.sealing import seal, unseal


class Wrapper(Protocol):
    """Wraps epoch keys. ``name`` is kept beside what it wrapped: an installation may change to another."""

    name: str

    def wrap(self, key: bytes, belongs_to: str) -> bytes:
        """The key, so that only this wrapper gives it back, and only for this place."""
        ...

    def unwrap(self, wrapped: bytes, belongs_to: str) -> bytes:
        """The key; raises ``CannotOpen`` for what was altered or belongs elsewhere."""
        ...


class LocalFile:
    """The key set of this computer, ``vault-keyset.json``."""

    name = "local-file"

    def wrap(self, key: bytes, belongs_to: str) -> bytes:
        """Wrap with Tink."""
        return seal(key, belongs_to)

    def unwrap(self, wrapped: bytes, belongs_to: str) -> bytes:
        """Unwrap with Tink; raises ``CannotOpen``."""
        return unseal(wrapped, belongs_to)


def _key_service(key: str) -> Wrapper:
    # Only where one is named: it asks the register of third parties, whose words need the settings.
    from museminder.foundation.vault.keys.aws_kms import AwsKms  # noqa: PLC0415

    return AwsKms(key)


def wrapper_in_use() -> Wrapper:
    """The wrapper that new epoch keys get: a key service where one is named, else the file of this computer."""
    key = os.environ.get("MUSEMINDER_VAULT_KMS_KEY")
    return _key_service(key) if key else LocalFile()


def wrapper_called(name: str) -> Wrapper:
    """The wrapper of this name; raises ``LookupError`` for one that this installation does not have."""
    wrapper = wrapper_in_use()
    if wrapper.name == name:
        return wrapper
    if name == LocalFile.name:
        return LocalFile()
    raise LookupError(f"there is no wrapper called {name}")
