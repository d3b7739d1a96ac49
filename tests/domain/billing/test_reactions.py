"""What a merge means for money: families pay as one, students and guardians change nothing."""

from __future__ import annotations

import pytest

from museminder.domain.billing.models import LedgerTransaction
from museminder.domain.billing.queries.balances import balance_of
from museminder.domain.people.events import MergeUndone, RecordsMerged
from museminder.domain.people.models import Merge
from museminder.primitives.happenings import announce
from museminder.primitives.ids import uuid7
from tests.factories.money import charge, credit, make_account
from tests.schools import NOON, School


@pytest.mark.parametrize("kind", [Merge.Kind.STUDENT, Merge.Kind.GUARDIAN])
def test_merging_anything_but_families_writes_nothing_into_the_ledger(studio: School, kind: str) -> None:
    one, other = make_account("Abara"), make_account("Zhang")
    charge(one, 30_00, studio)
    credit(other, 50_00, studio)
    written = LedgerTransaction.objects.count()
    for event in (RecordsMerged, MergeUndone):
        announce(event(uuid7(), kind, one.family_id, other.family_id, by=studio.owner.actor, at=NOON))
    assert (LedgerTransaction.objects.count(), written) == (2, 2)
    assert [balance_of(account) for account in (one, other)] == [30_00, -50_00]
