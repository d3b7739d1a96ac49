"""Entries for tests: somebody opened somebody's birth date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from museminder.foundation.vault.access_log.entries import Action, Entry, write_down
from museminder.foundation.vault.purposes import Purpose

AT = datetime(2026, 5, 20, 16, 0, tzinfo=UTC)
WHO = UUID(int=7)


def an_entry(number: int = 0, **facts: object) -> Entry:
    """Write one entry, as a page would."""
    known: dict = {
        "studio_id": 1,
        "account_id": WHO,
        "action": Action.REVEALED,
        "purpose": Purpose.EMERGENCY,
        "fields": ["people.student.birth_date"],
        "subjects": [UUID(int=1000 + number)],
        "at": AT + timedelta(seconds=number),
    }
    return write_down(**known | facts)


def entries(count: int) -> list[Entry]:
    """Several, one after another."""
    return [an_entry(number) for number in range(count)]
