"""An owner closes the school by its name: read only at once, letters and an export, and it opens again."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.db.models import QuerySet

from museminder.domain.leaving.models import Export
from museminder.domain.people.models import Family
from museminder.foundation.identity.models import Account
from museminder.foundation.tenancy.models import Studio
from tests.browsing import get, post
from tests.factories.people import make_family, make_guardian, make_staff_member
from tests.schools import School
from tests.sites.studio.switching.test_imports import work

CLOSING = "privacy/closing/"


@pytest.fixture
def school(live_school: School) -> School:
    """A school whose owner has no password to show again."""
    account = Account.objects.using("owner").get(pk=live_school.owner.account_id)
    account.set_unusable_password()
    account.save(using="owner")
    return live_school


def test_a_school_that_closes_only_reads_and_can_open_again(school: School, mailoutbox) -> None:
    owner, manager = school.owner, school.add_person("Manuel", "manager")
    guardian = school.add_person("Gwen", "guardian")
    with school.inside(owner):
        make_staff_member(school, "Honora", owner, email="honora@example.com")
        make_guardian(school, make_family(school), "Gwen", guardian, email="gwen@example.com")
        name = Studio.objects.get().name
    wrong = [
        post(manager, school, f"{CLOSING}create/", {"name": name}).status_code,
        post(owner, school, f"{CLOSING}create/", {"name": "Elsewhere"}).status_code,
    ]
    mailoutbox.clear()
    done = post(owner, school, f"{CLOSING}create/", {"name": f" {name} "})
    work()
    page = get(owner, school, CLOSING).content.decode()
    families = get(guardian, school, "privacy/").content.decode()
    refused = post(owner, school, "people/families/create/", {"name": "New"})
    with school.inside(owner), pytest.raises(DatabaseError, match="read-only"):
        Family.objects.update(name="Other")
    asked = post(guardian, school, "privacy/requests/create/", {"kind": "other", "words": "When?"})
    exports = list(QuerySet(Export, using="owner").values_list("state", flat=True))
    again = post(owner, school, f"{CLOSING}reopen/", {})
    with school.inside(owner):
        Family.objects.update(name="Other")

    assert (wrong, done.status_code, again.status_code) == ([404, 422], 302, 302)
    assert ("Your school is closing" in page, "nothing is changed any more" in families) == (True, True)
    assert (refused.status_code, "families/create" in refused.url) == (302, True)
    assert sorted(letter.to[0] for letter in mailoutbox) == ["gwen@example.com", "honora@example.com"]
    assert all("keys are destroyed" in letter.body for letter in mailoutbox)
    assert asked.status_code in {302, 422}  # the form is taken, not the door's refusal
    assert exports == ["ready"]
    assert not QuerySet(Family, using="owner").exclude(name="Other").exists()
