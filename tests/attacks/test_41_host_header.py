"""Spare attack 1: a letter with a link is asked for under a false host name, so that its link leads elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.foundation.identity.browser import Browser
from tests.foundation.identity.people import PASSWORD, stranger

EMAIL = "maria@example.com"
FALSE = {
    "another name": {"host": "evil.example.org"},
    "a name like ours": {"host": "member.localhost.evil.example.org"},
    "a port": {"host": "member.localhost:8443@evil.example.org"},
}
BESIDE = {
    "x-forwarded-host": "evil.example.org",
    "forwarded": "host=evil.example.org",
    "x-host": "evil.example.org",
}


@pytest.mark.parametrize("headers", FALSE.values(), ids=FALSE)
def test_under_a_false_name_nothing_is_sent(
    live_database: None, mailoutbox: list[Any], headers: dict[str, str]
) -> None:
    stranger(EMAIL, password=PASSWORD)

    answer = Client(headers=headers, raise_request_exception=False).post(
        "/accounts/password/reset/", {"email": EMAIL}, secure=True
    )

    assert (answer.status_code, len(mailoutbox)) == (400, 0)


def test_what_a_proxy_could_say_changes_no_link(live_database: None, mailoutbox: list[Any]) -> None:
    stranger(EMAIL, password=PASSWORD)
    browser = Browser("member")

    browser.client.post("/accounts/password/reset/", {"email": EMAIL}, secure=True, headers=BESIDE)

    (letter,) = mailoutbox
    assert "https://member.localhost:8443/accounts/password/reset/" in letter.body
    assert "evil" not in letter.message().as_string()
