"""An owner decides once, with a reason, about somebody else's request."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from museminder.domain.privacy.actions.held_reveals import allow_held_reveal, refuse_held_reveal
from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.queries.held_reveals import waiting_count
from museminder.foundation.identity.rules import Refused
from tests.schools import NOON, School


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
