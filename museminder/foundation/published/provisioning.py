"""Makes the public database's roles and tables."""

from __future__ import annotations

import json
from pathlib import Path

from museminder.foundation.embedded.secrets import PUBLIC_ROLES
from museminder.foundation.embedded.stepping import Stepped

OWNER = "public_owner"
PUBLIC_DATABASE = Stepped(
    called="public",
    roles=tuple(PUBLIC_ROLES),
    owner=OWNER,
    steps=Path(__file__).parent / "sql",
    noted_in="steps",
    lock=4714,
)


def provision_public(superuser_dsn: str, database: str, passwords: dict[str, str]) -> None:
    """Make the public database what this version needs; running it again changes nothing but the passwords.

    ``superuser_dsn`` reaches any database of its server as the superuser; ``passwords`` has one entry for each of
    ``PUBLIC_ROLES``.
    """
    PUBLIC_DATABASE.provision(superuser_dsn, database, passwords, mark=_mark(passwords))


def public_is_provisioned(superuser_dsn: str, database: str, passwords: dict[str, str]) -> bool:
    """Whether this version made this public database up to date before, told in a few milliseconds."""
    return PUBLIC_DATABASE.is_marked(superuser_dsn, database, mark=_mark(passwords))


def _mark(passwords: dict[str, str]) -> str:
    return PUBLIC_DATABASE.mark(json.dumps(passwords, sort_keys=True).encode())
