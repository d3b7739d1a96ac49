"""Spare attack 3: the address of a calendar feed is guessed, or used after it was shut. Both are like any address."""

from __future__ import annotations

import secrets
from uuid import uuid4

import pytest
from django.test import Client

from museminder.domain.courses.actions.feeds import open_feed, revoke_feed
from museminder.domain.courses.models import CalendarFeed, FeedOwner
from museminder.foundation.identity.actions.memberships import end_membership
from museminder.foundation.identity.models import Membership
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import Person, School


@pytest.fixture
def dov(live_school: School) -> Person:
    return live_school.add_person("Dov", "guardian")


@pytest.fixture
def token(live_school: School, dov: Person) -> str:
    """The secret in the address of a guardian's feed."""
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        make_student(live_school, family, "Luz")
        guardian = make_guardian(live_school, family, "Dov", dov)
    with live_school.inside(dov):
        _, secret = open_feed(owner_kind=FeedOwner.GUARDIAN, owner_id=guardian.pk, by=dov.actor, at=now())
    return str(secret)


def fetch(secret: str, site: str = "member") -> tuple[int, bytes]:
    answer = Client(headers={"host": f"{site}.localhost"}).get(f"/calendars/{secret}.ics", secure=True)
    return answer.status_code, answer.content if answer.status_code != 200 else b"calendar"


def test_guesses_are_not_found_all_alike(live_school: School, token: str) -> None:
    with live_school.inside(live_school.owner):
        feed = CalendarFeed.objects.get()
    nowhere = fetch(secrets.token_urlsafe(32))
    guesses = [
        token[:-1] + "x",
        token.lower(),
        token + "=",
        feed.token_hash,
        str(feed.pk),
        str(uuid4()),
        "'--",
    ]

    assert fetch(token) == (200, b"calendar")
    assert {fetch(guess) for guess in guesses} == {nowhere}
    assert nowhere[0] == 404
    assert fetch(token, "studio")[0] == 404


def test_a_shut_address_is_like_one_that_never_was(live_school: School, dov: Person, token: str) -> None:
    with live_school.inside(dov):
        revoke_feed(feed_id=CalendarFeed.objects.get().pk, by=dov.actor, at=now())

    assert fetch(token) == fetch(secrets.token_urlsafe(32))


def test_whoever_left_takes_no_address_along(live_school: School, dov: Person, token: str) -> None:
    with live_school.inside(live_school.owner):
        member = Membership.objects.get(pk=dov.membership_id)
        end_membership(membership_id=member.pk, by=live_school.owner.actor, at=now())

    assert fetch(token) == fetch(secrets.token_urlsafe(32))
