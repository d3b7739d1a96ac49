"""Fills the demonstration studio, in the order a school would: people, classes, enrollments, money."""

from __future__ import annotations

from random import Random
from typing import Any

from museminder.cli.demonstration_school.accounts import SignIn, open_sign_in
from museminder.cli.demonstration_school.classes import plan_term
from museminder.cli.demonstration_school.enrolling import enroll_everybody
from museminder.cli.demonstration_school.families import register_families
from museminder.cli.demonstration_school.paying import post_and_pay
from museminder.cli.demonstration_school.stage import Stage
from museminder.cli.entering import session_of
from museminder.foundation.identity.actions.studios import open_studio
from museminder.foundation.identity.models import Account
from museminder.foundation.tenancy.context import site, studio_context
from museminder.primitives import clock
from museminder.primitives.actor import Actor

OWNER = ("honora@clerestory.example", "Honora Castellanos-Whitcombe")
SEED = 1862


def fill_school(*, slug: str, families: int, password: str) -> dict[str, Any]:
    """Make the studio and everything in it; returns its sign-ins and how much there is of what."""
    at = clock.now()
    owner = open_sign_in("owner", OWNER[0], OWNER[1], password=password, at=at)
    with session_of(owner.email) as secret, site("studio"):
        account = Account.objects.get(email=owner.email)
        by = Actor(account_id=account.pk, name=account.display_name)
        open_studio(
            secret=secret,
            name="Clerestory Conservatory",
            slug=slug,
            by=by,
            at=at,
            email="office@clerestory.example",
        )
        stage = Stage(
            random=Random(SEED), by=by, at=at, today=clock.today_in("America/New_York", at), password=password
        )
        with studio_context(secret, slug):
            plan_term(stage)
            register_families(stage, families)
        with studio_context(secret, slug):
            enroll_everybody(stage)
        with studio_context(secret, slug):
            post_and_pay(stage)
        people: list[SignIn] = [owner, *stage.sign_ins]
    return {"slug": slug, "people": [person.as_json() for person in people], "counts": stage.counts()}
