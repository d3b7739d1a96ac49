"""Opening a studio."""

import pytest

from museminder.foundation.identity.actions.studios import check_slug, open_studio
from museminder.foundation.identity.events import StudioOpened
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.queries.studios import my_studios
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import studio_context
from museminder.foundation.tenancy.models import Studio
from museminder.primitives import happenings
from museminder.primitives.clock import now
from tests.foundation.identity.people import stranger, visiting


def opened(person, slug="maple-street", **facts):
    with visiting("studio"):
        return open_studio(
            secret=person.secret, name="Maple Street", slug=slug, by=person.actor, at=now(), **facts
        )


def test_whoever_opens_a_studio_owns_it(school, monkeypatch):
    events = []
    monkeypatch.setitem(happenings._reactions, StudioOpened, [events.append])
    odalys = stranger("odalys@example.com", on="studio")
    studio_id = opened(odalys, time_zone="America/Chicago", currency="CAD", region="CA", locale="es")
    with visiting("studio"):
        assert [(choice.slug, choice.roles) for choice in my_studios(odalys.secret)] == [
            ("maple-street", ("owner",))
        ]
        with studio_context(odalys.secret, "maple-street"):
            studio = Studio.objects.get()
            assert Membership.objects.get().display_name == "Odalys Brightwater"
    assert (studio.pk, studio.time_zone, studio.currency, studio.region, studio.locale) == (
        studio_id,
        "America/Chicago",
        "CAD",
        "CA",
        "es",
    )
    assert [(event.studio_id, event.account_id) for event in events] == [(studio_id, odalys.account.pk)]


def test_address_that_is_taken_is_refused(school):
    with pytest.raises(Refused, match="Another studio"):
        opened(stranger("odalys@example.com", on="studio"), slug="conservatory")


def test_password_alone_opens_no_studio(school):
    with pytest.raises(Refused, match="second factor"):
        opened(stranger("odalys@example.com", on="studio", second_factor=False))


def test_session_of_the_member_site_opens_no_studio(school):
    with pytest.raises(Refused, match="second factor"):
        opened(stranger("odalys@example.com", on="member"))


@pytest.mark.parametrize("slug", ["", "-", "Maple", "maple street", "accounts", "a" * 61, "../x", "maple-"])
def test_address_that_is_none_is_refused(slug):
    with pytest.raises(Refused):
        check_slug(slug)


@pytest.mark.parametrize("slug", ["m", "maple-street-2", "a" * 60])
def test_address_of_letters_digits_and_hyphens_is_accepted(slug):
    check_slug(slug)
