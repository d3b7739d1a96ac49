"""What an owner sees of what was held, and of who looked at most."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from museminder.domain.privacy.models import HeldReveal
from museminder.foundation.vault.access_log.entries import RevealHeld
from museminder.primitives.clock import now
from tests.browsing import get, post
from tests.foundation.vault.entries import an_entry
from tests.schools import School
from tests.vaults import Vault


def test_an_owner_refuses_with_a_reason_and_sees_who_looked_most(
    live_school: School, own_vault: Vault
) -> None:
    marisol = live_school.add_person("Marisol Vega", "office")
    facts = {"studio_id": live_school.studio_id, "account_id": marisol.account_id, "at": now()}
    an_entry(subjects=[UUID(int=100 + number) for number in range(50)], **facts)
    with live_school.inside(marisol), pytest.raises(RevealHeld):
        an_entry(subjects=[uuid4()], **facts)
    with live_school.inside(live_school.owner):
        held = HeldReveal.objects.get()
    before = get(live_school.owner, live_school, "privacy/reveals/").content.decode()
    where = f"privacy/reveals/{held.pk}/refusals/create/"
    said = {"reason": "Ask me first", "idempotency_key": str(uuid4())}
    answer = post(live_school.owner, live_school, where, said)
    with live_school.inside(live_school.owner):
        held.refresh_from_db()
    after = get(live_school.owner, live_school, "privacy/reveals/").content.decode()

    assert (held.by_name, held.purpose, held.subject_count) == ("Marisol Vega", "emergency", 1)
    assert ("Allow once" in before, "Allow once" in after, "Ask me first" in after) == (True, False, True)
    assert (answer.status_code, held.state, held.decided_by_name) == (302, "refused", live_school.owner.name)
    assert "People: 50 · Times opened: 1 · Held back: 1" in before
