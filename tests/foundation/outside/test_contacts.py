"""Nothing goes out unrecorded, and what cannot be recorded does not go out."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from museminder.foundation.outside.contacts import (
    Contact,
    contacts_made,
    no_longer,
    on_contact,
    record_contact,
)

CONTACT = Contact(
    "test-party", "To be counted", "api.example", "GET /", 0, datetime(2026, 11, 22, tzinfo=UTC)
)


@pytest.fixture
def told() -> Iterator[list[Contact]]:
    heard: list[Contact] = []
    on_contact(heard.append)
    yield heard
    no_longer(heard.append)


def test_every_recorder_is_told_and_the_count_goes_up(told: list[Contact]) -> None:
    before = contacts_made().get("test-party", 0)

    record_contact(CONTACT)
    record_contact(CONTACT)

    assert told == [CONTACT, CONTACT]
    assert contacts_made()["test-party"] == before + 2


def test_a_recorder_that_fails_stops_it_uncounted() -> None:
    def full(_: Contact) -> None:
        raise OSError("the disk is full")

    before = contacts_made().get("test-party", 0)
    on_contact(full)
    try:
        with pytest.raises(OSError, match="the disk is full"):
            record_contact(CONTACT)
    finally:
        no_longer(full)

    assert contacts_made().get("test-party", 0) == before
