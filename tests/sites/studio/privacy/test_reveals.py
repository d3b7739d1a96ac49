"""What an owner sees of what was held, and of who looked at most."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from museminder.domain.oversight.actions.support_grants import grant_support
from museminder.domain.privacy.models import HeldReveal
from museminder.foundation.vault.access_log.entries import RevealHeld
from museminder.primitives.clock import now
from tests.browsing import get, post
from tests.factories.operators import make_operator
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


def test_who_of_support_was_let_in_and_looked_has_a_name(live_school: School, own_vault: Vault) -> None:
    operator = make_operator()
    with live_school.inside(live_school.owner):
        grant = grant_support(
            account_id=operator.account_id,
            reason="A bill is wrong",
            hours=4,
            may_reveal=True,
            membership_id=live_school.owner.membership_id,
            by=live_school.owner.actor,
            at=now(),
        )
        grant.refresh_from_db()
    an_entry(studio_id=live_school.studio_id, account_id=operator.account_id, at=now())
    seen = get(live_school.owner, live_school, "privacy/reveals/").content.decode()
    an_entry(studio_id=live_school.studio_id, account_id=uuid4(), at=now())
    with_a_stranger = get(live_school.owner, live_school, "privacy/reveals/").content.decode()

    assert grant.staff_name
    assert f"{grant.staff_name}, MuseMinder support" in seen
    nobody = "Somebody who is not here any more"
    assert (nobody in seen, nobody in with_a_stranger) == (False, True)
