"""Who can open a backup: age recipients, of which this computer holds the public half alone.

There are two. ``studios`` opens the studios' and the public database and the keys of this computer; ``vault`` opens
the vault. Neither by itself opens a sealed value. A third key signs what is put into the store, so that something
sealed to us by somebody else is not taken for ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import IdentityError, RecipientError, x25519

from museminder.foundation.embedded.secrets import secret, write_private

SIGNING_KEY = "backup-signing-key"
HOLDERS = ("studios", "vault")
_TEXT = """\
# MuseMinder: the private key "{holder}" for the backups of installation {installation}.
# Keep it in two safe places, neither of them the computer nor the store of the backups.
# Without it nothing can be restored; with it and the store everything it is for can be read.
installation: {installation}
verifier: {verifier}
{holder}: {identity}
"""


class WrongKey(Exception):
    """What was given is no key, or not the key that opens this."""


class Signer:
    """Signs what this installation puts into its store."""

    def __init__(self, home: Path) -> None:
        seed = hashlib.sha256(secret(home, SIGNING_KEY).encode()).digest()
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def verifier(self) -> str:
        """The public half, in hexadecimal."""
        return self._key.public_key().public_bytes_raw().hex()

    @property
    def installation(self) -> str:
        """What this installation is called in its store: 16 hexadecimal digits."""
        return installation_called(self.verifier)

    def sign(self, digest: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(digest)


@dataclass(frozen=True)
class PrivateKeys:
    """What opens the backups of one installation, by holder, and tells whether they are its own."""

    installation: str
    verifier: str
    identities: Mapping[str, x25519.Identity] = field(repr=False)

    def identity(self, holder: str) -> x25519.Identity:
        """The identity of ``studios`` or ``vault``; raises ``WrongKey`` when it was not given."""
        if holder not in self.identities:
            raise WrongKey(f"This needs the private key “{holder}” as well: --key {holder}.key")
        return self.identities[holder]

    def signed(self, digest: bytes, signature: bytes) -> bool:
        """Whether this installation signed that digest."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.verifier)).verify(signature, digest)
        except InvalidSignature:
            return False
        return True


def installation_called(verifier: str) -> str:
    """The name of the installation whose signatures this verifies."""
    return hashlib.sha256(bytes.fromhex(verifier)).hexdigest()[:16]


def recipient(text: str) -> x25519.Recipient:
    """A public key as it is written, ``age1…``; raises ``WrongKey``."""
    try:
        return x25519.Recipient.from_str(text)
    except RecipientError as error:
        raise WrongKey(f"“{text}” is no public age key.") from error


def make_private_keys(folder: Path, signer: Signer) -> dict[str, str]:
    """Make the private keys as files in a folder and forget them; returns the public ones by holder.

    Raises ``WrongKey`` when there are keys already: they may be all that opens an older backup.
    """
    files = {holder: folder / f"{holder}.key" for holder in HOLDERS}
    for path in files.values():
        if path.exists():
            raise WrongKey(f"{path} is there already: it may be all that opens an older backup.")
    public = {}
    for holder, path in files.items():
        identity = x25519.Identity.generate()
        facts = {"holder": holder, "installation": signer.installation, "verifier": signer.verifier}
        write_private(path, _TEXT.format(identity=identity, **facts))
        public[holder] = str(identity.to_public())
    return public


def private_keys(files: Iterable[Path]) -> PrivateKeys:
    """Read the files that ``make_private_keys`` wrote; raises ``WrongKey`` for anything else."""
    installations, identities = set(), {}
    for path in files:
        facts = _facts(path)
        installations.add((facts.get("installation", ""), facts.get("verifier", "")))
        for holder in HOLDERS:
            if holder in facts:
                identities[holder] = _identity(facts[holder], path)
    if len(installations) != 1 or not identities:
        raise WrongKey(
            "These are not the keys of one installation: give studios.key and vault.key of the same."
        )
    installation, verifier = installations.pop()
    if len(verifier) != 64 or installation_called(verifier) != installation:
        raise WrongKey("The key file was altered: its installation and its verifier do not belong together.")
    return PrivateKeys(installation, verifier, identities)


def _facts(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongKey(f"{path} cannot be read as a key.") from error
    parts = (line.partition(":") for line in lines if not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in parts if value}


def _identity(text: str, path: Path) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(text)
    except IdentityError as error:
        raise WrongKey(f"{path} holds no private age key.") from error
