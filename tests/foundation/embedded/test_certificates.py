"""HTTPS works from the first start, and the certificate is renewed before it ends."""

from __future__ import annotations

import ssl
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from museminder.foundation.embedded.certificates import VALID_FOR, Certificates, certificates

NOON = datetime.now(UTC).replace(microsecond=0)


def greeting(files: Certificates, host: str) -> str:
    """Shake hands as a browser that trusts the authority; returns the agreed protocol."""
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(files.certificate, files.key)
    browser = ssl.create_default_context(cafile=str(files.authority))
    to_server, to_browser = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = server.wrap_bio(to_server, to_browser, server_side=True)
    theirs = browser.wrap_bio(to_browser, to_server, server_hostname=host)
    for side in (theirs, ours, theirs, ours):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return theirs.version()


@pytest.mark.parametrize("host", ["localhost", "studio.localhost", "pay.localhost", "127.0.0.1"])
def test_browser_that_trusts_the_authority_accepts_our_hosts(tmp_path: Path, host: str) -> None:
    assert greeting(certificates(tmp_path, at=NOON), host) == "TLSv1.3"


def test_browser_refuses_a_host_that_is_not_ours(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        greeting(certificates(tmp_path, at=NOON), "example.com")


def test_certificate_stays_until_thirty_days_before_its_end(tmp_path: Path) -> None:
    first = certificates(tmp_path, at=NOON).certificate.read_bytes()
    still = certificates(tmp_path, at=NOON + VALID_FOR - timedelta(days=31)).certificate.read_bytes()
    renewed = certificates(tmp_path, at=NOON + VALID_FOR - timedelta(days=30)).certificate.read_bytes()

    ends = x509.load_pem_x509_certificate(renewed).not_valid_after_utc
    assert (still == first, renewed == first) == (True, False)
    assert ends == NOON + VALID_FOR - timedelta(days=30) + VALID_FOR


def test_key_is_private_and_in_the_form_the_server_reads(tmp_path: Path) -> None:
    files = certificates(tmp_path, at=NOON)

    assert files.key.read_text().splitlines()[0] == "-----BEGIN PRIVATE KEY-----"
    assert files.key.stat().st_mode & 0o777 == 0o600


def test_authority_keeps_no_key_that_could_sign_another_host(tmp_path: Path) -> None:
    files = certificates(tmp_path, at=NOON)
    keys = [path.name for path in files.key.parent.iterdir() if "PRIVATE KEY" in path.read_text()]
    public = ["openssl", "pkey", "-pubout", "-in", str(files.key)]
    of_authority = ["openssl", "x509", "-pubkey", "-noout", "-in", str(files.authority)]

    assert keys == ["key.pem"]
    assert subprocess.check_output(public) != subprocess.check_output(of_authority)


def test_many_who_ask_at_once_get_the_same_certificate(tmp_path: Path) -> None:
    got: list[bytes] = []
    asking = [
        threading.Thread(target=lambda: got.append(certificates(tmp_path, at=NOON).certificate.read_bytes()))
        for _ in range(4)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()

    assert len(set(got)) == 1
