"""AWS KMS as the outermost wrap, tried against moto's server, a process beside the tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from museminder.foundation.outside.contacts import contacts_made
from museminder.foundation.outside.register import Refused
from museminder.foundation.vault.keys import aws_kms
from museminder.foundation.vault.keys.aws_kms import AwsKms
from museminder.foundation.vault.keys.wrapping import LocalFile, wrapper_called, wrapper_in_use
from museminder.foundation.vault.sealing import CannotOpen

KEY = b"k" * 32


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The service's counterpart: a process of its own that speaks its protocol."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the counterpart of the key service did not start")


@pytest.fixture
def service(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A key service, with one key."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", endpoint)
    client = boto3.client("kms")
    monkeypatch.setenv("MUSEMINDER_VAULT_KMS_KEY", client.create_key()["KeyMetadata"]["KeyId"])
    yield client
    client.close()
    if aws_kms.service.cache_info().currsize:
        aws_kms.service().close()  # type: ignore[attr-defined]
    aws_kms.service.cache_clear()


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


def test_a_service_elsewhere_is_spoken_to_under_contract_only(service: Any, settings: Any) -> None:
    host = "kms.eu-central-1.amazonaws.com"
    abroad = boto3.client("kms", endpoint_url=f"https://{host}")
    with pytest.raises(Refused, match="not in the register"):
        AwsKms("a-key", abroad).wrap(KEY, "epoch|1")
    settings.MUSEMINDER_THIRD_PARTIES = {"keys": {"hosts": [host]}}
    with pytest.raises(Refused, match="no contract"):
        AwsKms("a-key", abroad).unwrap(KEY, "epoch|1")

    before = contacts_made().get("keys", 0)
    AwsKms(os.environ["MUSEMINDER_VAULT_KMS_KEY"], service).wrap(KEY, "epoch|1")
    assert contacts_made()["keys"] - before == 1


def test_what_the_file_wrapped_opens_after_the_change_to_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = LocalFile().wrap(KEY, "epoch|1")
    monkeypatch.setenv("MUSEMINDER_VAULT_KMS_KEY", "alias/museminder")

    assert (wrapper_in_use().name, wrapper_called("local-file").unwrap(wrapped, "epoch|1")) == (
        "aws-kms",
        KEY,
    )
