"""Attack 13: learn from an answer, or from how long it takes, whether an address has an account."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client

from museminder.foundation.identity.models import Account
from museminder.primitives.clock import now
from tests.databases import TestDatabase

TRIES = 15
# Making an account takes longer than writing to whoever has one: the same words, not yet the same time.
NOT_YET_AS_QUICK = {"/accounts/signup/"}
ALLOWED = 0.020  # seconds between the medians
PASSWORD = "purple bassoon dines late"
NEW_EACH_TIME = re.compile(r'"challenge": "[^"]+"|value="[\w-]{40,}"|csrf[^ ]+|"X-CSRFToken": "[^"]+"')


@pytest.fixture
def known(live_database: TestDatabase) -> Callable[[], str]:
    """Addresses that have an account, a new one at each call."""

    def make() -> str:
        number = Account.objects.count()
        account = Account(email=f"known{number:04}@example.com", display_name="Known", created_at=now())
        account.set_password(PASSWORD)
        account.save()
        account.emailaddress_set.create(email=account.email, verified=True, primary=True)
        return account.email

    return make


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/accounts/password/reset/", {}),
        ("/accounts/login/", {"password": "a wrong password, and a long one"}),
        ("/accounts/signup/", {"password1": "seven grey cellos at noon", "display_name": "Odalys"}),
    ],
)
def test_the_answer_is_the_same(known: Callable[[], str], path: str, form: dict[str, str]) -> None:
    ask("/accounts/login/", "warm.up@example.com", {"password": "x"})
    answers, times = {True: set(), False: set()}, {True: [], False: []}
    for number in range(TRIES):
        for has_account in (True, False):
            email = known() if has_account else f"nobod{number:05}@example.com"
            caches["default"].clear()  # the limits are another test's
            answer, seconds = ask(path, email, form)
            answers[has_account].add(answer)
            times[has_account].append(seconds)

    # A busy machine stretches everything; the quickest third of the tries is what a patient attacker would compare.
    quick = {who: sorted(seconds)[: TRIES // 3] for who, seconds in times.items()}
    assert len(answers[True]) == 1
    assert answers[True] == answers[False]
    if path not in NOT_YET_AS_QUICK:
        assert abs(statistics.median(quick[True]) - statistics.median(quick[False])) < ALLOWED


def test_only_the_letter_says_it(known: Callable[[], str]) -> None:
    email = known()
    ask("/accounts/password/reset/", email, {})
    ask("/accounts/password/reset/", "nobody@example.com", {})

    assert [letter.to for letter in mail.outbox] == [[email], ["nobody@example.com"]]
    assert mail.outbox[0].body != mail.outbox[1].body


def test_the_right_password_gets_in(known: Callable[[], str]) -> None:
    client = Client(headers={"host": "member.localhost"})

    answer = client.post("/accounts/login/", {"login": known(), "password": PASSWORD}, secure=True)

    assert (answer.status_code, "__Host-member" in answer.cookies) == (302, True)


def ask(path: str, email: str, form: dict[str, str]) -> tuple[tuple[int, str, bytes], float]:
    """Status, where it leads, and what the page says without what is new each time; and the seconds it took."""
    client = Client(headers={"host": "studio.localhost"})
    started = time.perf_counter()
    answer = client.post(path, {"email": email, "login": email, **form}, secure=True)
    seconds = time.perf_counter() - started
    return (
        answer.status_code,
        answer.headers.get("Location", ""),
        plain(answer.content, email),
    ), seconds


def plain(page: bytes, email: str) -> bytes:
    """The page without the address that was typed and without what is new on every page."""
    return NEW_EACH_TIME.sub("", page.decode().replace(email, "")).encode()
