"""Where a database server is, from the address that the environment gives."""

from __future__ import annotations

from psycopg.conninfo import conninfo_to_dict

VAULT_DATABASE = "museminder_vault"
PUBLIC_DATABASE = "museminder_public"
_WHO = {"user", "password"}  # each role signs in with its own


def server_of(url: str | None, database: str = VAULT_DATABASE) -> dict[str, str]:
    """Host, port, database and options of an address, without user and password; nothing without an address.

    ``database`` is the one that is meant where the address names none.

    Raises psycopg's ProgrammingError for what is no address.
    """
    if not url:
        return {}
    given = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    return {"dbname": database} | {name: value for name, value in given.items() if name not in _WHO}
