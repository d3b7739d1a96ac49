"""Which login reads which table."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from procrastinate.contrib.django.models import ProcrastinateJob

from museminder.domain.people.models import Family
from museminder.foundation.identity.models import Account, Membership
from museminder.foundation.tenancy.context import site
from museminder.foundation.tenancy.router import SiteRouter


@pytest.mark.parametrize(
    ("model", "alias"),
    [
        (Family, "member"),  # the site that is being served
        (Membership, "member"),  # identity's, and yet a studio's
        (Account, "default"),
        (ContentType, "default"),
        (ProcrastinateJob, "queue"),
    ],
)
def test_a_table_is_reached_by_its_own_login(model, alias: str) -> None:
    router = SiteRouter()
    with site("member"):
        assert (router.db_for_read(model), router.db_for_write(model)) == (alias, alias)


def test_outside_a_site_a_studios_table_has_none() -> None:
    assert SiteRouter().db_for_read(Family) is None


@pytest.mark.parametrize(("alias", "may"), [("owner", True), ("default", False), ("studio", False)])
def test_only_the_owner_migrates(alias: str, may: bool) -> None:
    assert SiteRouter().allow_migrate(alias, "people") is may
