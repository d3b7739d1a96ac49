"""The pages of signing in, as they look."""

import pytest

from museminder.foundation.identity.models import Account
from tests.browser import axe_everywhere, overflow, small_targets
from tests.foundation.identity.people import sign_in

OPEN = ("login", "signup", "password/reset", "password/reset/done", "confirm-email", "inactive")
OWN = ("sessions", "email", "password/set", "2fa", "logout")


@pytest.mark.journey
def test_pages_of_signing_in_are_for_everybody(page, served):
    found = {}
    for name in OPEN:
        page.goto(served.address("studio", f"/accounts/{name}/"))
        found[name] = (axe_everywhere(page), overflow(page), small_targets(page))
    assert found == {name: ([], 0, []) for name in OPEN}


@pytest.fixture
def secret(live_school):
    """The cookie of somebody who is signed in with three browsers."""
    account = Account.objects.get(pk=live_school.owner.account_id)
    return [sign_in(account, on=site) for site in ("member", "member", "studio")][-1]


@pytest.mark.journey
def test_pages_of_the_own_account_are_for_everybody(secret, page, served):
    cookie = {"name": "__Host-studio", "value": secret, "secure": True, "path": "/"}
    page.context.add_cookies([{**cookie, "domain": "studio.localhost"}])
    found = {}
    for name in OWN:
        page.goto(served.address("studio", f"/accounts/{name}/"))
        found[name] = (axe_everywhere(page), overflow(page))
    assert found == {name: ([], 0) for name in OWN}
