"""Merging through pages: looked at first, done, undone."""

import pytest

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.people.models import Family, Guardian, Merge
from tests.browsing import client_of, get, post
from tests.factories.money import charge
from tests.factories.people import make_family, make_guardian


@pytest.fixture
def twice(live_school):
    """The Vegas, entered twice."""
    with live_school.inside(live_school.owner):
        first, second = make_family(live_school, "Vega"), make_family(live_school, "Vega-Ruiz")
        for family in (first, second):
            make_guardian(live_school, family, "Ana", email="ana@example.com")
    return live_school, first, second


def rows_of(school, model):
    with school.inside(school.owner):
        return list(model.objects.order_by("id"))


def test_a_pair_is_offered_looked_at_merged_and_undone(twice):
    school, first, second = twice
    index = get(school.owner, school, "people/duplicates/").content.decode()
    assert "the same e-mail address" in index
    where = f"people/duplicates/family/{first.pk}/{second.pk}/"
    assert "1 × guardian" in get(school.owner, school, where).content.decode()
    assert rows_of(school, Merge) == []
    assert post(school.owner, school, where, {}).status_code == 302
    assert {guardian.family_id for guardian in rows_of(school, Guardian)} == {first.pk}
    kept = get(school.owner, school, f"people/families/{second.pk}/").content.decode()
    assert "merged into another one" in kept
    [merge] = rows_of(school, Merge)
    assert post(school.owner, school, f"people/duplicates/{merge.pk}/undo/", {}).status_code == 302
    assert [family.merged_into_id for family in rows_of(school, Family)] == [None, None]
    assert post(school.owner, school, f"people/duplicates/{merge.pk}/undo/", {}).status_code == 302


def test_two_accounts_are_read_and_paid_as_one(twice):
    school, first, second = twice
    mother = school.add_person("Ana Vega", "guardian")
    with school.inside(school.owner):
        make_guardian(school, first, "Ana", mother, is_account_principal=True)
        accounts = [open_family_account(family_id=family.pk) for family in (first, second)]
        for account, amount in zip(accounts, (30_00, 45_50), strict=True):
            charge(account, amount, school)
    assert (
        post(school.owner, school, f"people/duplicates/family/{first.pk}/{second.pk}/", {}).status_code == 302
    )
    kept, merged = (get(school.owner, school, f"billing/accounts/{each.pk}/") for each in accounts)
    for page in (kept, merged):
        said = page.content.decode()
        assert ("Account 1" in said, "continues account 2" in said, "$75.50" in said) == (True, True, True)
    listed = get(school.owner, school, "billing/accounts/").content.decode()
    assert ("$75.50" in listed, "Vega-Ruiz" in listed, str(accounts[1].pk) in listed) == (True, False, False)
    hers = get(mother, school, "billing/").content.decode()
    assert (hers.count("Pay now"), "$75.50" in hers) == (1, True)
    assert "$75.50" in get(mother, school, f"billing/pay/{accounts[1].pk}/").content.decode()
    [merge] = rows_of(school, Merge)
    undo = f"/{school.slug}/people/duplicates/{merge.pk}/undo/"
    apart = client_of(school.owner).post(undo, follow=True, secure=True)
    assert "Payments taken while they were one stay with Vega" in apart.content.decode()


def test_the_front_desk_does_not_merge(twice):
    school, first, second = twice
    desk = school.add_person("Hallward", "office")
    for where in ("", f"family/{first.pk}/{second.pk}/"):
        assert get(desk, school, f"people/duplicates/{where}").status_code == 404


def test_a_kind_nobody_knows_is_not_found(twice):
    school, first, second = twice
    assert get(school.owner, school, f"people/duplicates/room/{first.pk}/{second.pk}/").status_code == 404
    same = get(school.owner, school, f"people/duplicates/family/{first.pk}/{first.pk}/")
    assert (same.status_code, "two different records" in same.content.decode()) == (422, True)
