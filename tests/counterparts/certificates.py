"""A certificate authority for one test run, and one certificate for every counterpart."""

from dataclasses import dataclass
from pathlib import Path

import trustme

# One by one: a wildcard directly below a top level such as *.localhost is not believed.
NAMES = (
    *("localhost", "studio.localhost", "member.localhost", "pay.localhost", "partner.localhost"),
    "127.0.0.1",
)


@dataclass(frozen=True)
class TestCertificates:
    """PEM files: the authority to trust, the certificate chain to show, its key."""

    __test__ = False

    authority: Path
    certificate: Path
    key: Path


def make_certificates(folder: Path) -> TestCertificates:
    """Files for `localhost`, the sites and counterparts below it, and 127.0.0.1."""
    folder.mkdir(parents=True, exist_ok=True)
    made = TestCertificates(folder / "ca.pem", folder / "certificate.pem", folder / "key.pem")
    authority = trustme.CA()
    issued = authority.issue_cert(*NAMES)
    authority.cert_pem.write_to_path(made.authority)
    issued.private_key_pem.write_to_path(made.key)
    made.certificate.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    return made
