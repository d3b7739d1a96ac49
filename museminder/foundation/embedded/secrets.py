"""Secrets of this computer: made once at random, kept in files that only their owner can read."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROLES = ("owner", "accounts", "studio", "member", "operator", "worker", "queue", "demand")
VAULT_ROLES = ("vault_owner", "vault_service", "vault_sequencer", "vault_keeper", "vault_auditor")
PUBLIC_ROLES = ("public_owner", "public_publisher", "public_commercial")
SITE_S_ROLES = {  # the public site signs in nobody and reads no studio: it holds one password, to its own database
    "studio": ("accounts", "studio"),
    "member": ("accounts", "member"),
    "operator": ("accounts", "operator"),
    "commercial": ("public_commercial",),
}


def role_passwords(home: Path) -> dict[str, str]:
    """The password of every database role, made on first use.

    Returns one entry for each of ``ROLES``; kept as JSON in ``role-passwords.json`` under ``home``.
    A role added by a newer version gets its password here, the others keep theirs.
    """
    return _passwords(home, "role-passwords.json", ROLES)


def vault_passwords(home: Path) -> dict[str, str]:
    """The password of every role of the vault, made on first use; kept in ``vault-passwords.json``.

    Returns one entry for each of ``VAULT_ROLES``. A file of its own: who may read one need not read the other.
    """
    return _passwords(home, "vault-passwords.json", VAULT_ROLES)


def public_passwords(home: Path) -> dict[str, str]:
    """The password of every role of the public database, made on first use; kept in ``public-passwords.json``.

    Returns one entry for each of ``PUBLIC_ROLES``.
    """
    return _passwords(home, "public-passwords.json", PUBLIC_ROLES)


def _passwords(home: Path, name: str, roles: tuple[str, ...]) -> dict[str, str]:
    path = home / name
    known = _read_passwords(path)
    if set(roles) <= known.keys():
        return known
    with exclusively(home / "secrets.lock"):
        known = _read_passwords(path)
        missing = {role: secrets.token_urlsafe(32) for role in roles if role not in known}
        if missing:
            known |= missing
            write_private(path, json.dumps(known, indent=2) + "\n")
    return known


def passwords_for(home: Path, sites: Iterable[str]) -> dict[str, str]:
    """The passwords that a process which serves these sites is given, by role, and no others."""
    known = role_passwords(home) | public_passwords(home)
    return {role: known[role] for site in sites for role in SITE_S_ROLES[site]}


def hand_out(home: Path, sites: Sequence[str]) -> None:
    """Write the passwords of some sites alone into a file, for a process that must not hold the others'.

    ``handed_out`` reads it; the file is ``served/<sites>.json`` under ``home``, written anew each time.
    """
    write_private(_handed(home, "-".join(sites)), json.dumps(passwords_for(home, sites)))


def handed_out(home: Path, sites: Sequence[str]) -> dict[str, str]:
    """The passwords that ``hand_out`` wrote for these sites, by role; raises FileNotFoundError if it wrote none."""
    return dict(json.loads(_handed(home, "-".join(sites)).read_text()))


def _handed(home: Path, name: str) -> Path:
    return home / "served" / f"{name}.json"


def secret_key(home: Path) -> str:
    """The key that signs cookies and tokens on this computer (Django's ``SECRET_KEY``)."""
    return secret(home, "secret-key")


def secret(home: Path, name: str) -> str:
    """A random secret of 256 bits with a name, made on first use and the same ever after.

    Returns 43 URL-safe characters; kept in ``secrets/<name>`` under ``home``.
    """
    path = home / "secrets" / name
    if not path.exists():
        with exclusively(home / "secrets.lock"):
            if not path.exists():
                write_private(path, secrets.token_urlsafe(32))
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read; a reader finds the old text or the new, never a part."""
    private_folder(path.parent)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def private_folder(path: Path) -> None:
    """Make a folder, and those above it, that only their owner can enter."""
    for folder in (*reversed(path.parents), path):
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)


@contextlib.contextmanager
def exclusively(lock: Path) -> Iterator[None]:
    """Hold a lock file, waiting for whoever holds it; a process that dies lets go of it."""
    private_folder(lock.parent)
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _read_passwords(path: Path) -> dict[str, str]:
    with contextlib.suppress(FileNotFoundError):
        return dict(json.loads(path.read_text()))
    return {}
