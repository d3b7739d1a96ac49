"""Inside a studio for one transaction, and nowhere before or after."""

from __future__ import annotations

import pytest
from django.db import connections

from museminder.domain.people.models import Family
from museminder.foundation.tenancy.context import (
    NoEntry,
    OutsideStudio,
    current_entry,
    current_site,
    current_studio_id,
    feed_context,
    hook_context,
    job_context,
    site,
    studio_context,
)
from tests.schools import School, open_school


def test_nobody_is_anywhere_at_first() -> None:
    assert (current_site(), current_entry(), current_studio_id()) == (None, None, None)


def test_inside_says_who_is_where(live_school: School) -> None:
    owner = live_school.owner
    with site("studio"), studio_context(owner.secret, live_school.slug) as entry:
        assert (current_site(), current_entry(), current_studio_id()) == ("studio", entry, entry.studio_id)
        assert (entry.slug, entry.name, entry.time_zone) == (
            "conservatory",
            "Clerestory Conservatory",
            "America/New_York",
        )
        assert (entry.account_id, entry.membership_id) == (owner.account_id, owner.membership_id)
        assert (entry.member_name, entry.roles) == (owner.name, frozenset({"owner"}))
    assert (current_site(), current_entry()) == (None, None)


def test_the_context_ends_with_its_transaction(live_school: School) -> None:
    with site("studio"), studio_context(live_school.owner.secret, live_school.slug):
        pass
    with connections["studio"].cursor() as cursor:
        cursor.execute("select coalesce(current_setting('app.ctx', true), '')")
        assert cursor.fetchone() == ("",)
    with site("studio"), pytest.raises(OutsideStudio):
        Family.objects.count()


def test_an_error_inside_ends_it_too(live_school: School) -> None:
    def fail_inside() -> None:
        with site("studio"), studio_context(live_school.owner.secret, live_school.slug):
            raise LookupError

    with pytest.raises(LookupError):
        fail_inside()
    assert (current_site(), current_entry()) == (None, None)


def test_no_entry_says_the_same_for_no_studio_and_for_anothers(live_school: School) -> None:
    open_school("elsewhere", "Elsewhere")
    said = set()
    for slug in ("elsewhere", "nowhere"):
        with (
            site("studio"),
            pytest.raises(NoEntry) as refusal,
            studio_context(live_school.owner.secret, slug),
        ):
            pass
        said.add(str(refusal.value))

    assert said == {"no entry"}


@pytest.mark.parametrize(
    ("on_site", "way"),
    [
        (None, lambda: studio_context("x", "conservatory")),
        ("studio", lambda: studio_context("x", "conservatory")),
        ("studio", lambda: hook_context("x")),
        ("studio", lambda: feed_context("x")),
        ("member", lambda: feed_context("x")),
        ("worker", lambda: job_context("x", 1)),
    ],
)
def test_a_made_up_capability_opens_nothing(live_school: School, on_site: str | None, way) -> None:
    with site(on_site), pytest.raises(NoEntry), way():  # type: ignore[arg-type]
        pass
    assert current_entry() is None


def test_a_session_of_one_site_opens_no_other(live_school: School) -> None:
    with site("member"), pytest.raises(NoEntry), studio_context(live_school.owner.secret, live_school.slug):
        pass
