"""Passkeys and authenticator apps, in a real browser."""

import psycopg
import pytest

from museminder.foundation.identity.actions.accounts import open_account
from museminder.primitives.clock import now
from tests.browser import axe_everywhere, overflow
from tests.foundation.identity.browser import code_of
from tests.foundation.identity.people import PASSWORD

EMAIL = "odalys@example.com"


@pytest.fixture(autouse=True)
def odalys(live_school):
    """Somebody with a password and nothing else."""
    return open_account(email=EMAIL, display_name="Odalys Brightwater", at=now(), password=PASSWORD)


def sign_in(page, served, site="studio"):
    page.goto(served.address(site, "/accounts/login/"))
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


@pytest.mark.journey
def test_new_employee_adds_a_passkey_and_signs_in_with_it_alone(odalys, page, served, live_database):
    sign_in(page, served)
    page.goto(served.address("studio", "/accounts/second-factor/"))
    assert (axe_everywhere(page), overflow(page)) == ([], 0)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/accounts/2fa/**codes/**")
    assert len(page.get_by_label("Your codes").input_value().split()) == 10
    page.goto(served.address("studio", "/accounts/2fa/webauthn/"))
    assert page.get_by_text("Laptop").count() == 1
    assert (axe_everywhere(page), overflow(page)) == ([], 0)
    page.goto(served.address("studio", "/accounts/logout/"))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    page.goto(served.address("studio", "/accounts/login/"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "/login/" not in address)
    page.goto(served.address("studio", "/accounts/sessions/"))
    assert page.get_by_role("heading", level=1).inner_text() == "Where you are signed in"
    with psycopg.connect(live_database.superuser_dsn()) as database:
        rows = database.execute(
            "select site, second_factor from identity_session where account_id = %s", [odalys.pk]
        )
        assert rows.fetchall() == [("studio", True)]


@pytest.mark.journey
def test_passkey_is_the_second_step_after_a_password(page, served):
    sign_in(page, served)
    page.goto(served.address("studio", "/accounts/2fa/webauthn/add/"))
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/accounts/2fa/**codes/**")
    page.goto(served.address("studio", "/accounts/logout/"))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    sign_in(page, served)
    assert page.get_by_role("heading", level=1).inner_text() == "Your second factor"
    assert (axe_everywhere(page), overflow(page)) == ([], 0)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(lambda address: "/authenticate/" not in address)
    page.goto(served.address("studio", "/accounts/sessions/"))
    assert page.get_by_text("This one").count() == 1


@pytest.mark.journey
def test_app_is_set_up_by_its_picture_or_its_secret(page, served):
    sign_in(page, served)
    page.goto(served.address("studio", "/accounts/2fa/totp/activate/"))
    picture = page.get_by_role("img", name="QR code").evaluate("it => [it.complete, it.naturalWidth > 0]")
    assert picture == [True, True]
    assert (axe_everywhere(page), overflow(page)) == ([], 0)
    page.get_by_label("Authenticator code").fill(code_of(page.locator("code").inner_text()))
    page.get_by_role("button", name="Use this app").click()
    page.wait_for_url("**/accounts/2fa/**codes/**")
    assert (axe_everywhere(page), overflow(page)) == ([], 0)
