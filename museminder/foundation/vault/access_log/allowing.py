"""Letting what was held be opened once: by somebody else, or a day later by a school's one owner; written down."""

from __future__ import annotations

import datetime as dt
import secrets
from uuid import UUID

import psycopg

from museminder.foundation.vault.access_log.entries import Action, Entry, entry_of
from museminder.foundation.vault.connecting import SERVICE, vault_connection
from museminder.primitives.ids import uuid7

LASTS = dt.timedelta(hours=24)
_HELD = """
select id, at, studio_id, account_id, action, purpose, fields, subjects from access_log.entry
where id = %s and studio_id = %s and action = 'held'
"""
_ALLOW = "select access_log.allow(%s, %s, %s, %s, %s, %s, %s, %s)"
_ALLOW_ALONE = "select access_log.allow_alone(%s, %s, %s, %s, %s, %s, %s, %s)"


class NotToBeAllowed(Exception):
    """There is nothing held here that this person may allow, or it was allowed before."""


def allow_once(
    held_id: UUID, *, studio_id: int, account_id: UUID, at: dt.datetime, is_alone: bool = False
) -> Entry:
    """Let the person whose request was held open just that once, within a day; returns the entry that says so.

    ``is_alone`` is for one's own request, where nobody else could decide; the vault takes it a day after it was held,
    and the entry says so. Raises ``NotToBeAllowed`` otherwise and for the second time, ``VaultSilent``.
    """
    with vault_connection(SERVICE) as connection:
        row = connection.execute(_HELD, [held_id, studio_id]).fetchone()
        if row is None:
            raise NotToBeAllowed("nothing was held under this id")
        held, salt = entry_of(row), secrets.token_bytes(32)
        action, allow = (Action.ALLOWED_ALONE, _ALLOW_ALONE) if is_alone else (Action.ALLOWED, _ALLOW)
        said = Entry(uuid7(), at, studio_id, account_id, action, held.purpose, held.fields, held.subjects)
        facts = [held_id, at + LASTS, said.id, at, studio_id, account_id, said.commitment(salt), salt]
        try:
            connection.execute(allow, facts)
        except psycopg.DatabaseError as error:
            if error.sqlstate in ("MK004", "23505"):
                raise NotToBeAllowed(
                    "only somebody else allows it, once; whoever is alone, after a day"
                ) from error
            raise
    return said
