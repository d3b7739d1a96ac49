"""Who opened how much, and whose entry it is."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from museminder.foundation.vault.access_log.counting import Looked, is_about, is_of_studio, looked_most
from museminder.foundation.vault.access_log.entries import Action
from museminder.foundation.vault.purposes import Purpose
from tests.foundation.vault.entries import AT, WHO, an_entry
from tests.vaults import Vault


def test_people_are_counted_once_and_ages_and_the_program_not_at_all(own_vault: Vault) -> None:
    other, two = UUID(int=8), [UUID(int=1), UUID(int=2)]
    mine = an_entry(subjects=two)
    an_entry(1, subjects=two[:1])
    an_entry(2, subjects=[UUID(int=3)], account_id=other)
    an_entry(3, action=Action.AGES_DERIVED, account_id=other)
    an_entry(4, account_id=None)
    an_entry(5, studio_id=2)
    court = an_entry(6, purpose=Purpose.LEGAL_DEMAND)  # a court may forbid to tell of it
    an_entry(7, purpose=Purpose.LEGAL_DEMAND)

    assert looked_most(1, since=AT) == [Looked(WHO, 2, 2, 0), Looked(other, 1, 1, 0)]
    assert looked_most(1, since=AT, for_courts={court.id}) == [
        Looked(WHO, 2, 2, 0),
        Looked(other, 1, 1, 0),
        Looked(None, 1, 1, 0),
    ]
    assert looked_most(1, since=AT + timedelta(hours=1)) == []
    assert [is_of_studio(mine.id, studio_id=each) for each in (1, 2)] == [True, False]
    assert [is_about(mine.id, [each], studio_id=1) for each in (two[1], UUID(int=3))] == [True, False]
