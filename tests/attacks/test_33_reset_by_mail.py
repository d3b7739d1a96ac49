"""Attack 33: whoever reads somebody's letters, or answers the telephone here, gets around their second factor.

A letter gives a new password and nothing else. No page, role or command of ours sets anybody's password, or takes
a passkey or an authenticator app from an account, but the person's own with what they have in hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from django.urls import URLPattern, get_resolver

import museminder
from museminder.domain.people.actions.guardians import change_guardian
from museminder.domain.people.actions.invitations import invite_guardian
from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.actions.sessions import end_sessions
from museminder.foundation.identity.models import Account
from museminder.foundation.identity.rules import Refused
from museminder.primitives.clock import now
from tests.databases import TestDatabase
from tests.factories.people import make_family, make_guardian
from tests.foundation.identity.browser import Browser, code_of
from tests.foundation.identity.people import PASSWORD
from tests.schools import NOON, School

EMAIL, NEW = "odalys@example.com", "seven cellos in a lift"
SITES = ("studio", "member", "operator")
SIGN_IN_TABLES = ("identity_account", "mfa_authenticator", "account_emailaddress", "identity_session")
SETTERS = re.compile(
    r"\.set_password\(|\bmake_password\(|Authenticator\.objects|\.authenticators?\b.*delete\("
)


@pytest.mark.parametrize("site", ["studio", "member", "operator"])
def test_a_new_password_by_letter_leaves_the_second_factor_to_be_shown(
    live_database: TestDatabase, mailoutbox: list[Any], site: str
) -> None:
    account = open_account(email=EMAIL, display_name="Odalys", at=now(), password=PASSWORD)
    own = Browser(site)
    own.sign_in(EMAIL, PASSWORD)
    secret = own.set_up_app()
    factors = sorted(Authenticator.objects.values_list("type", flat=True))
    end_sessions(account=account, at=now())
    mailoutbox.clear()

    thief = Browser(site, address="198.51.100.9")
    thief.send("/accounts/password/reset/", email=EMAIL)
    link = next(line for line in mailoutbox[0].body.splitlines() if "https://" in line).partition(":8443")[2]
    reset = thief.send(thief.open(link).headers["Location"], password1=NEW, password2=NEW)
    signed_in = thief.sign_in(EMAIL, NEW)
    pages = (
        "/accounts/sessions/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/generate/",
    )
    opened = [thief.open(path).headers.get("Location", "").partition("?")[0] for path in pages]
    tried = [thief.send(path).headers.get("Location", "").partition("?")[0] for path in pages[1:]]

    assert reset.status_code == 302
    assert signed_in.headers["Location"].partition("?")[0] == "/accounts/2fa/authenticate/"
    assert opened + tried == ["/accounts/login/"] * 5
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == factors
    thief.send(
        "/accounts/2fa/authenticate/", code=code_of(secret, step=1)
    )  # whoever holds the app is its owner
    assert thief.open("/accounts/sessions/").status_code == 200


def test_no_address_resets_a_second_factor_or_signs_in_by_letter() -> None:
    letters = {
        route
        for site in SITES
        for route in _routes(get_resolver(f"museminder.config.urls.{site}").url_patterns)
        if re.search(r"accounts/.*(reset|code|recover|forgot)", route)
    }

    assert {re.sub(r"<[^>]+>|\(\?P.*", "…", route) for route in letters} == {
        "accounts/password/reset/",
        "accounts/password/reset/done/",
        "accounts/^password/reset/key/…",
        "accounts/login/code/confirm/",  # nothing to confirm: no such code is ever sent
        "accounts/password/reset/key/done/",
        # Shown to, and made anew by, who is signed in and has shown the second factor.
        "accounts/2fa/recovery-codes/",
        "accounts/2fa/recovery-codes/generate/",
        "accounts/2fa/recovery-codes/download/",
    }


def test_the_office_moves_an_address_and_no_sign_in_with_it(live_school: School) -> None:
    dov = live_school.add_person("Dov", "guardian", email=EMAIL)
    with live_school.inside(live_school.owner):
        guardian = make_guardian(live_school, make_family(live_school), "Dov", dov)
        by = {"by": live_school.owner.actor, "at": NOON}
        change_guardian(guardian_id=guardian.pk, email="thief@example.com", **by)
        with pytest.raises(Refused, match="can sign in already"):
            invite_guardian(guardian_id=guardian.pk, **by)

    assert Account.objects.get(pk=dov.account_id).email == EMAIL


def test_no_site_role_may_touch_what_people_sign_in_with(live_database: TestDatabase) -> None:
    asked = (
        "select has_any_column_privilege(%(role)s, %(table)s, 'insert, update')"
        " or has_table_privilege(%(role)s, %(table)s, 'delete')"
    )
    roles = ("studio", "member", "operator", "worker", "queue", "commercial")
    with psycopg.connect(live_database.superuser_dsn()) as connection:
        known = {row[0] for row in connection.execute("select rolname from pg_roles")}
        may = {
            (role, table)
            for role in roles
            if role in known
            for table in SIGN_IN_TABLES
            if connection.execute(asked, {"role": role, "table": table}).fetchone()[0]
        }
        functions = connection.execute(
            "select proname from pg_proc p join pg_namespace n on n.oid = pronamespace where nspname = 'sec'"
            " and prosrc ~* '(update|insert into|delete from)\\s+public\\.(mfa_|account_email|identity_account\\y)'"
            " and prosrc ~* 'password|mfa_|account_email' order by 1"
        ).fetchall()

    assert (may, functions) == (set(), [])


def test_nothing_of_ours_sets_a_password_but_opening_an_account_and_the_persons_own_page() -> None:
    package = Path(museminder.__file__).parent
    setting = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if SETTERS.search(path.read_text())
    }

    assert setting == {
        "foundation/identity/models/account.py",  # how one is hashed
        "foundation/identity/actions/accounts.py",  # an account that is new
        "foundation/identity/adapters.py",  # counts passkeys, to name the next
    }


def _routes(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern.url_patterns, route)
