"""An object store of Amazon's kind beside the tests: a server of its own behind TLS, on this computer."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
import pytest

from tests.counterparts.certificates import make_certificates

BUCKET = "clerestory-backups"


@dataclass(frozen=True)
class ObjectStore:
    """A running server: where it is, and the authority that its certificate is signed by."""

    endpoint: str
    authority: Path

    @property
    def address(self) -> str:
        """The bucket as MuseMinder is told of it."""
        return f"s3://{BUCKET}/nightly"

    def environment(self) -> dict[str, str]:
        """What Amazon's own tools, and ours, are told by the environment."""
        return {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": self.endpoint,
            "SSL_CERT_FILE": str(self.authority),
        }


@contextmanager
def running_object_store(folder: Path) -> Iterator[ObjectStore]:
    """The server with an empty bucket, reached only over TLS; it ends with the block."""
    made = make_certificates(folder / "certificates")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), "-s"]
    command += ["-c", str(made.certificate), "-k", str(made.key)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        found = ObjectStore(f"https://localhost:{port}", made.authority)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in found.environment().items():
                patch.setenv(name, value)
            client = boto3.client("s3", endpoint_url=found.endpoint, verify=str(made.authority))
            client.create_bucket(Bucket=BUCKET)
            yield found
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
    raise TimeoutError("the object store did not start")
