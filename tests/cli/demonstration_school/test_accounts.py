"""The sign-ins that the demonstration prints open its doors."""

from __future__ import annotations

import pytest

from museminder.cli.demonstration_school.accounts import make_member, open_sign_in
from museminder.primitives.clock import now
from tests.foundation.identity.browser import Browser, code_of, words
from tests.schools import School


@pytest.mark.parametrize("role", ["owner", "office", "instructor", "guardian"])
def test_a_printed_sign_in_signs_in(live_school: School, role: str) -> None:
    printed = open_sign_in(role, "marisol@clerestory.example", "Marisol", password="1d2b-lights", at=now())
    with live_school.inside(live_school.owner):
        make_member(printed.email, "Marisol", role, now())

    browser = Browser("member" if role == "guardian" else "studio")
    answer = browser.sign_in(printed.email, printed.password)
    if role != "guardian":
        assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
        answer = browser.send("/accounts/2fa/authenticate/", code=code_of(printed.totp_secret))
    page = browser.open(f"/{live_school.slug}/")

    assert (answer.status_code, page.status_code, "Clerestory" in words(page)) == (302, 200, True)
