"""Which account counts after a merge."""

from __future__ import annotations

from museminder.domain.billing.models import FamilyAccount
from museminder.domain.billing.queries.accounts import ACCOUNT_IN_FORCE, in_force, with_those_continued
from museminder.domain.billing.queries.balances import open_charges_of
from museminder.domain.people.actions.merges import merge_records
from tests.factories.money import charge, make_account
from tests.schools import NOON, School


def test_an_account_stands_for_those_it_continues(studio: School) -> None:
    kept, merged, other = make_account("Abara"), make_account("Abara again"), make_account("Zhang")
    for account in (kept, merged, other):
        charge(account, 10_00, studio)
    assert [in_force(account) for account in (kept, merged)] == [kept, merged]
    ids = {"kept_id": kept.family_id, "merged_id": merged.family_id}
    merge_records(kind="family", **ids, by=studio.owner.actor, at=NOON)
    merged = FamilyAccount.objects.get(pk=merged.pk)
    assert [in_force(account) for account in (kept, merged, other)] == [kept, kept, other]
    assert {row["pk"] for row in with_those_continued([kept.pk])} == {kept.pk, merged.pk}
    counted = open_charges_of([kept.pk, other.pk]).values_list(ACCOUNT_IN_FORCE, flat=True)
    assert sorted(counted) == sorted([kept.pk, kept.pk, other.pk])
