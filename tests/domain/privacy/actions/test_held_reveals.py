"""An owner decides once, with a reason, about somebody else's request."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from museminder.domain.privacy.actions.held_reveals import allow_held_reveal, refuse_held_reveal
from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.queries.held_reveals import waiting_count
from museminder.domain.privacy.queries.looks import looks_at
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.access_log.entries import RevealHeld
from tests.foundation.vault.entries import an_entry
from tests.schools import NOON, School
from tests.vaults import Vault


def held(account_id: object) -> HeldReveal:
    return HeldReveal.objects.create(
        entry_id=uuid4(),
        account_id=account_id,
        by_name="Marisol",
        purpose="lesson",
        subject_count=1,
        held_at=NOON,
    )


def test_nobody_decides_their_own_nor_without_a_reason_nor_twice_nor_late(studio: School) -> None:
    by = studio.owner.actor
    mine, theirs, old = held(by.account_id), held(uuid4()), held(uuid4())
    assert waiting_count(NOON) == 3
    for action in (allow_held_reveal, refuse_held_reveal):
        for row, reason, at in (
            (mine, "Because", NOON),
            (theirs, " ", NOON),
            (old, "Because", NOON + timedelta(days=7)),
        ):
            with pytest.raises(Refused):
                action(held_id=row.pk, reason=reason, by=by, at=at)
    done = refuse_held_reveal(held_id=theirs.pk, reason="Ask me first", by=by, at=NOON)
    with pytest.raises(Refused):
        allow_held_reveal(held_id=theirs.pk, reason="After all", by=by, at=NOON)

    assert (done.state, done.reason, waiting_count(NOON)) == ("refused", "Ask me first", 2)


def test_what_the_vault_does_not_know_is_not_allowed(studio: School) -> None:
    theirs = held(uuid4())
    with pytest.raises(Refused, match="cannot be allowed"):
        allow_held_reveal(held_id=theirs.pk, reason="Because", by=studio.owner.actor, at=NOON)
    theirs.refresh_from_db()

    assert theirs.state == "waiting"


def test_the_only_owner_allows_it_alone_after_a_day_and_the_log_says_so(
    live_school: School, own_vault: Vault
) -> None:
    """Not sooner, not while there is another owner, once; a family reads in the log that it was the asker."""
    owner, other = live_school.owner, live_school.add_person("Ines Duarte", "owner")
    facts = {"studio_id": live_school.studio_id, "account_id": owner.account_id}
    long_ago, child = NOON - timedelta(days=2), uuid4()
    an_entry(subjects=[UUID(int=100 + number) for number in range(50)], at=long_ago, **facts)
    later = long_ago + timedelta(minutes=5)
    with live_school.inside(owner), pytest.raises(RevealHeld):
        an_entry(subjects=[child], at=later, **facts)
    day_after = later + timedelta(days=1)
    said = {"reason": "A bus waits", "by": owner.actor}
    with live_school.inside(owner):
        waiting = HeldReveal.objects.get()
        with pytest.raises(Refused, match="Somebody else"):
            allow_held_reveal(held_id=waiting.pk, at=day_after, **said)
    Membership.objects.using("owner").filter(pk=other.membership_id).update(ended_at=NOON)
    with live_school.inside(owner):
        with pytest.raises(Refused, match="a day after"):
            allow_held_reveal(held_id=waiting.pk, at=day_after - timedelta(seconds=1), **said)
        done = allow_held_reveal(held_id=waiting.pk, at=day_after, **said)
        with pytest.raises(Refused):
            allow_held_reveal(held_id=waiting.pk, at=day_after, **said)
        looks = looks_at([child], studio_id=live_school.studio_id, account_id=uuid4())

    assert (done.state, done.decided_by_name) == ("allowed", owner.name)
    assert [(each.entry.action, each.name, each.was_allowed_alone, each.was_held) for each in looks] == [
        ("allowed_alone", owner.name, True, False),
        ("held", owner.name, False, True),
    ]
