"""HTTPS on this computer from the first start: a certificate authority of its own, and one certificate.

The authority's private key is never stored: it signs one certificate and is forgotten. Whoever trusts this
authority in a browser trusts these host names and nothing else that could ever be made with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from museminder.foundation.embedded.secrets import exclusively, private_folder, write_private

HOSTS = (
    "localhost",
    "*.localhost",
    "studio.localhost",
    "member.localhost",
    "operator.localhost",
    "pay.localhost",
    "partner.localhost",
)
VALID_FOR = timedelta(days=820)  # Apple refuses certificates that live longer than 825 days
RENEWED_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Certificates:
    """Three files: the authority to trust, the certificate to show, and its private key (PKCS #8)."""

    authority: Path
    certificate: Path
    key: Path


def certificates(home: Path, *, at: datetime) -> Certificates:
    """The certificate of this computer, made on first use and made anew 30 days before it ends.

    ``at`` is the present moment, with a time zone. Kept under ``certificates`` in ``home``; a new certificate
    has a new authority, which a browser then has to be told about once more.
    """
    folder = home / "certificates"
    files = Certificates(folder / "ca.pem", folder / "certificate.pem", folder / "key.pem")
    if not _are_good(files, at):
        with exclusively(home / "certificates.lock"):
            if not _are_good(files, at):
                _make(files, at)
    return files


def _are_good(files: Certificates, at: datetime) -> bool:
    if not all(path.exists() for path in (files.authority, files.certificate, files.key)):
        return False
    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    covers = set(HOSTS) <= set(names.get_values_for_type(x509.DNSName))
    return covers and at + RENEWED_BEFORE < certificate.not_valid_after_utc


def _make(files: Certificates, at: datetime) -> None:
    private_folder(files.key.parent)
    authority = trustme.CA(organization_name="MuseMinder", organization_unit_name="This computer")
    leaf = authority.issue_cert(
        *HOSTS, "127.0.0.1", "::1", organization_name="MuseMinder", not_after=at + VALID_FOR
    )
    key = serialization.load_pem_private_key(leaf.private_key_pem.bytes(), password=None)
    pkcs8 = key.private_bytes(  # the form the HTTPS server reads; trustme writes the older one
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # the certificate comes last: killed before it, the next start makes all three again
    files.certificate.unlink(missing_ok=True)
    write_private(files.key, pkcs8.decode())
    write_private(files.authority, authority.cert_pem.bytes().decode())
    write_private(files.certificate, leaf.cert_chain_pems[0].bytes().decode())
