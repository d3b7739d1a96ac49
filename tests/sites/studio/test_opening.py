"""Opening a studio on a page."""

from museminder.foundation.tenancy.models import Studio
from tests.foundation.identity.browser import Browser, words
from tests.foundation.identity.people import stranger

TYPED = {"name": "Maple Street", "slug": "maple-street", "region": "CA", "time_zone": "America/Toronto"}


def test_who_belongs_nowhere_opens_a_studio_and_owns_it(live_school):
    browser = Browser("studio", secret=stranger("odalys@example.com", on="studio").secret)
    assert "Open a studio" in words(browser.open("/"))
    assert "Word in its address" in words(browser.open("/studios/create/"))
    assert browser.send("/studios/create/", **TYPED).headers["Location"] == "/maple-street/"
    assert "Odalys" in words(browser.open("/maple-street/"))
    studio = Studio.objects.using("owner").get(slug="maple-street")
    assert (studio.currency, studio.region, studio.time_zone) == ("CAD", "CA", "America/Toronto")


def test_address_that_is_taken_is_said_beside_its_field_and_nothing_typed_is_lost(live_school):
    browser = Browser("studio", secret=stranger("odalys@example.com", on="studio").secret)
    refused = browser.send("/studios/create/", **TYPED | {"slug": live_school.slug})
    said = refused.content.decode()
    assert (refused.status_code, "Another studio has this address" in said) == (422, True)
    assert 'value="Maple Street"' in said


def test_nobody_opens_a_studio_signed_out_or_with_a_password_alone(live_school):
    anybody = Browser("studio").send("/studios/create/", **TYPED)
    assert anybody.headers["Location"] == "/accounts/login/?next=/studios/create/"
    alone = Browser("studio", secret=stranger("o@example.com", on="studio", second_factor=False).secret)
    assert alone.send("/studios/create/", **TYPED).headers["Location"].startswith("/accounts/second-factor/")
    assert Studio.objects.using("owner").filter(slug="maple-street").exists() is False


def test_member_site_opens_none(live_school):
    browser = Browser("member", secret=stranger("odalys@example.com").secret)
    assert "Open a studio" not in words(browser.open("/"))
    assert browser.open("/studios/create/").status_code == 404
