"""AWS KMS as the outermost wrap: its key never leaves the service, and it is asked once for each epoch and process.

The program does not bring the library along: whoever wants this installs ``boto3`` and names the key in
``MUSEMINDER_VAULT_KMS_KEY``. Region, credentials and endpoint are found where the library always looks. The endpoint is
a host of the third party "keys", under contract, as every host that the program speaks to.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Any, Protocol
from urllib.parse import urlsplit

from museminder.foundation.outside.contacts import Contact, record_contact
from museminder.foundation.outside.counterparts import is_this_computer
from museminder.foundation.outside.guarding import refuse, speaking_to
from museminder.foundation.outside.register import Refused, permitted, registered
from museminder.foundation.vault.sealing import CannotOpen
from museminder.primitives import clock

THIRD_PARTY = "keys"


@functools.cache
def service() -> KmsClient:
    """The service, as the environment names it; one for a process."""
    client: KmsClient = importlib.import_module("boto3").client("kms")
    return client


class KmsClient(Protocol):
    """The two calls of the service that are needed, as ``boto3.client("kms")`` has them."""

    meta: Any

    def encrypt(self, **asked: Any) -> Any: ...

    def decrypt(self, **asked: Any) -> Any: ...


class AwsKms:
    """Wraps with one key of the service; what a wrap is for goes along as the encryption context, and is in its log."""

    name = "aws-kms"

    def __init__(self, key: str, client: KmsClient | None = None) -> None:
        self.key, self._client = key, client

    def wrap(self, key: bytes, belongs_to: str) -> bytes:
        """Wrap with the service's key. Raises ``Refused`` for a service that is not in the register."""
        client = self._reached()
        with _speaking_to(client):
            answer = client.encrypt(
                KeyId=self.key, Plaintext=key, EncryptionContext={"belongs_to": belongs_to}
            )
        return bytes(answer["CiphertextBlob"])

    def unwrap(self, wrapped: bytes, belongs_to: str) -> bytes:
        """Unwrap with the service's key; raises ``CannotOpen``, also when the service refuses or does not answer."""
        client = self._reached()
        try:
            with _speaking_to(client):
                answer = client.decrypt(
                    KeyId=self.key, CiphertextBlob=wrapped, EncryptionContext={"belongs_to": belongs_to}
                )
        except Refused:
            raise
        except Exception as error:  # the library makes its classes of errors at run time
            raise CannotOpen(f"the key service does not unwrap this: {type(error).__name__}") from error
        return bytes(answer["Plaintext"])

    def _reached(self) -> KmsClient:
        return self._client or service()


@contextmanager
def _speaking_to(client: KmsClient) -> Iterator[None]:
    """Ask the register, and count the call: a service elsewhere is spoken to under contract only."""
    host, at = urlsplit(client.meta.endpoint_url).hostname or "", clock.now()
    party = registered()[THIRD_PARTY]
    if not is_this_computer(host):
        try:
            party = permitted(host, at.astimezone(UTC).date())
        except Refused as problem:
            raise refuse(host, problem) from None
    record_contact(Contact(party.key, party.purpose, host, "key", 0, at))
    with speaking_to(host):
        yield
