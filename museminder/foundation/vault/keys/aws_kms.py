"""AWS KMS as the outermost wrap: its key never leaves the service, and it is asked once for each epoch and process.

The program does not bring the library along: whoever wants this installs ``boto3`` and names the key in
``MUSEMINDER_VAULT_KMS_KEY``. Region, credentials and endpoint are found where the library always looks.
"""

from __future__ import annotations

import importlib
from typing import Any, Protocol

from museminder.foundation.vault.sealing import CannotOpen


class KmsClient(Protocol):
    """The two calls of the service that are needed, as ``boto3.client("kms")`` has them."""

    def encrypt(self, **asked: Any) -> Any: ...

    def decrypt(self, **asked: Any) -> Any: ...


class AwsKms:
    """Wraps with one key of the service; what a wrap is for goes along as the encryption context, and is in its log."""

    name = "aws-kms"

    def __init__(self, key: str, client: KmsClient | None = None) -> None:
        self.key, self._client = key, client

    def wrap(self, key: bytes, belongs_to: str) -> bytes:
        """Wrap with the service's key."""
        answer = self._reached().encrypt(
            KeyId=self.key, Plaintext=key, EncryptionContext={"belongs_to": belongs_to}
        )
        return bytes(answer["CiphertextBlob"])

    def unwrap(self, wrapped: bytes, belongs_to: str) -> bytes:
        """Unwrap with the service's key; raises ``CannotOpen``, also when the service refuses or does not answer."""
        client = self._reached()
        try:
            answer = client.decrypt(
                KeyId=self.key, CiphertextBlob=wrapped, EncryptionContext={"belongs_to": belongs_to}
            )
        except Exception as error:  # the library makes its classes of errors at run time
            raise CannotOpen(f"the key service does not unwrap this: {type(error).__name__}") from error
        return bytes(answer["Plaintext"])

    def _reached(self) -> KmsClient:
        if self._client is None:
            self._client = importlib.import_module("boto3").client("kms")
        return self._client
