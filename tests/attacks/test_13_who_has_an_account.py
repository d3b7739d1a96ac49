"""Attack 13: learn from an answer, or from how long it takes, whether an address has an account."""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import caches
from django.db import connections
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from museminder.foundation.identity.models import Account
from museminder.primitives.clock import now
from tests.databases import TestDatabase

TRIES = 15
ALLOWED = 0.020  # seconds between the medians, or a third of them on a machine that is slow
SIGN_UP = {"password1": "seven grey cellos at noon", "display_name": "Odalys"}
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
        ("/accounts/signup/", SIGN_UP),
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
    quick = {who: statistics.median(sorted(seconds)[: TRIES // 3]) for who, seconds in times.items()}
    assert len(answers[True]) == 1
    assert answers[True] == answers[False]
    assert abs(quick[True] - quick[False]) < max(ALLOWED, min(quick.values()) / 3)


def test_signing_up_is_the_same_work(known: Callable[[], str]) -> None:
    ask("/accounts/signup/", "warm.up@example.com", SIGN_UP)

    with override_settings(PASSWORD_HASHERS=[f"{__name__}.CountingHasher"]):
        has_one, has_none = work_of_signing_up(known()), work_of_signing_up("nobody@example.com")

    assert has_one == has_none
    assert (has_one["hash"], has_one["letter"], has_one["COMMIT"]) == (1, 1, 2)


class CountingHasher(MD5PasswordHasher):
    """A hash of passwords that counts how often it is worked out."""

    done = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.done += 1
        return str(super().encode(password, salt))


def work_of_signing_up(email: str) -> Counter[str]:
    """What one answer costs: statements by verb and table, transactions, hashes of passwords, letters."""
    caches["default"].clear()
    mail.outbox.clear()
    CountingHasher.done = 0
    with CaptureQueriesContext(connections["default"]) as asked:
        ask("/accounts/signup/", email, SIGN_UP)
    work = Counter(kind_of(query["sql"]) for query in asked.captured_queries)
    # undoing the rehearsal is a statement more; no other difference is allowed
    assert work.pop("ROLLBACK TO SAVEPOINT", 0) <= 1
    return work + Counter(hash=CountingHasher.done, letter=len(mail.outbox))


def kind_of(statement: str) -> str:
    """The verb of a statement and the table it is about."""
    found = re.match(
        r"\s*(select|insert into|update|delete from|rollback to savepoint|\w+)", statement, re.IGNORECASE
    )
    table = re.search(r"\b(?:from|into|update) \"?(\w+)", statement, re.IGNORECASE)
    return f"{found[1].upper()} {table[1]}" if found and table else found[1].upper() if found else statement


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
