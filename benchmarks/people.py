"""Who asks: an owner and a guardian, signed in, and the addresses of the pages they open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg

from benchmarks.databases import pointed_at
from benchmarks.school.filling import GUARDIAN, OFFICE
from museminder.foundation.identity.actions.sessions import start_session
from museminder.foundation.identity.models import Account
from museminder.primitives import clock

HOSTS = {"studio": "studio.localhost", "member": "member.localhost"}
LASTING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as somebody opens it: on which site, at which address."""

    name: str
    site: str
    path: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The cookies of the owner and of the guardian in one database, by site."""

    secrets: dict[str, str]

    def cookie(self, site: str) -> str:
        """What this site's browser sends."""
        return f"__Host-{site}={self.secrets[site]}"


def sign_in(database: str) -> SignedIn:
    """Sign both in, in one database."""
    with pointed_at(database):
        return SignedIn({"studio": _secret(OFFICE, "studio"), "member": _secret(GUARDIAN, "member")})


def _secret(email: str, site: str) -> str:
    account = Account.objects.get(email=email)
    at = clock.now()
    return start_session(
        account=account, site=site, at=at, lasting=LASTING, second_factor=True, browser="Firefox on Linux"
    )


def calendar_week(slug: str, on: date) -> Page:
    """The calendar of a week."""
    return Page("calendar week", "studio", f"/{slug}/calendar/?view=week&columns=rooms&day={on}")


def family_list(slug: str) -> Page:
    """The first page of the families."""
    return Page("family list", "studio", f"/{slug}/people/families/")


def member_home(slug: str) -> Page:
    """What a family sees first."""
    return Page("member home", "member", f"/{slug}/")


def class_page(slug: str, owner_dsn: str) -> Page:
    """One class: who teaches it, its weekly times, its next meetings."""
    return Page("class page", "studio", f"/{slug}/courses/offerings/{_first_class(slug, owner_dsn)}/")


def chorus_roster(slug: str, owner_dsn: str) -> Page:
    """Everybody in the largest class, on one page."""
    offering = _first_class(slug, owner_dsn, "o.places desc")
    return Page("roster", "studio", f"/{slug}/enrollment/rosters/offerings/{offering}/")


def aging(slug: str) -> Page:
    """Who owes what, and since when, on one page."""
    return Page("balances", "studio", f"/{slug}/billing/accounts/aging/")


def _first_class(slug: str, owner_dsn: str, order: str = "o.places, o.id") -> Any:
    with psycopg.connect(owner_dsn) as connection:
        row = connection.execute(
            "select o.id from courses_offering o join tenancy_studio s on s.id = o.studio_id"
            f" where s.slug = %s and o.kind = 'class' order by {order} limit 1",  # type: ignore[arg-type]
            [slug],
        ).fetchone()
    assert row is not None
    return row[0]
