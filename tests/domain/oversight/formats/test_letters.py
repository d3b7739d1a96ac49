"""Letters lead to the right site, and name nobody of a family."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from museminder.domain.oversight.formats.letters import demand_letter, glass_letter
from museminder.domain.oversight.models import DemandNotice, SupportGrant
from museminder.foundation.tenancy.context import Entry
from museminder.primitives.ids import uuid7

MADE: Any = Entry
ENTRY = MADE(1, "north", "North", "UTC", "USD", "en", "", None, None, "MuseMinder", frozenset())


def body_of(family_id: UUID | None) -> str:
    notice = DemandNotice(family_id=family_id, issuer="County Court", reference="22 C")
    letter = demand_letter(notice, ENTRY, "a@example.com")
    assert (letter.to, letter.subject) == (["a@example.com"], "North: a legal demand was answered")
    return letter.body


def test_a_family_and_the_owners_are_led_to_their_own_page() -> None:
    to_family, to_owners = body_of(uuid7()), body_of(None)

    assert ["about your family" in each for each in (to_family, to_owners)] == [True, False]
    assert ["//member.localhost" in each for each in (to_family, to_owners)] == [True, False]
    assert all("/north/privacy/demands/" in each and "22 C" in each for each in (to_family, to_owners))


def test_an_emergency_says_who_why_and_how_to_end_it() -> None:
    grant = SupportGrant(staff_name="Alma Asks", approved_by="Bela Agrees", reason="A threat")
    body = glass_letter(grant, ENTRY, "a@example.com").body

    assert [word in body for word in ("Alma Asks", "Bela Agrees", "A threat", f"support/{grant.pk}/")] == [
        True
    ] * 4
