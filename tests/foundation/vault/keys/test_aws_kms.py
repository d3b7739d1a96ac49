"""AWS KMS as the outermost wrap, tried against moto's KMS where it and boto3 are installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from museminder.foundation.vault.keys.aws_kms import AwsKms
from museminder.foundation.vault.keys.wrapping import LocalFile, wrapper_called, wrapper_in_use
from museminder.foundation.vault.sealing import CannotOpen

KEY = b"k" * 32


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A key service, with one key."""
    moto = pytest.importorskip("moto")
    boto3 = pytest.importorskip("boto3")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    with moto.mock_aws():
        client = boto3.client("kms")
        monkeypatch.setenv("MUSEMINDER_VAULT_KMS_KEY", client.create_key()["KeyMetadata"]["KeyId"])
        yield client


def test_a_wrapped_key_comes_back_to_its_place_only(service: Any) -> None:
    wrapper = wrapper_in_use()
    wrapped = wrapper.wrap(KEY, "epoch|1")

    assert (wrapper.name, KEY in wrapped) == ("aws-kms", False)
    assert wrapper_called("aws-kms").unwrap(wrapped, "epoch|1") == KEY
    for altered, place in ((wrapped, "epoch|2"), (wrapped[:-1] + b"?", "epoch|1")):
        with pytest.raises(CannotOpen):
            wrapper.unwrap(altered, place)


def test_a_service_that_refuses_unwraps_nothing_and_says_so(service: Any) -> None:
    wrapped = wrapper_in_use().wrap(KEY, "epoch|1")

    with pytest.raises(CannotOpen, match="does not unwrap this: NotFoundException"):
        AwsKms("no-such-key", service).unwrap(wrapped, "epoch|1")


def test_what_the_file_wrapped_opens_after_the_change_to_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = LocalFile().wrap(KEY, "epoch|1")
    monkeypatch.setenv("MUSEMINDER_VAULT_KMS_KEY", "alias/museminder")

    assert (wrapper_in_use().name, wrapper_called("local-file").unwrap(wrapped, "epoch|1")) == (
        "aws-kms",
        KEY,
    )
