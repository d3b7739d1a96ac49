"""A policy that changes something for children is posted: guardians are asked on their first page until they answer."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import UTC, timedelta

from django.utils import translation

from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.domain.privacy.models import PolicyVersion
from museminder.primitives import clock
from museminder.primitives.actor import Actor
from museminder.promise.checking import Found, World, check
from museminder.promise.rehearsing import Rehearsal, rehearsal

SAMPLE = 2  # the written version whose words are posted again under a number of their own
LATER = timedelta(days=32)
POLICIES = "privacy/policies/"


@check(
    "guardians.asked-at-home",
    "Posts a policy that changes something for children beside a school of its own; looks at its guardian's pages.",
)
def asked_at_home(world: World) -> Found:
    """Pages on which a guardian is not asked again, or is still asked after the answer."""
    with rehearsal(world) as school, translation.override("en"):
        harmless = _posted(is_material=False)
        is_asked_in_vain = _asks(school, "", harmless)
        number = _posted(is_material=True)
        pages = {
            "home does not ask": _asks(school, "", number),
            "the page of policies does not ask": _asks(school, POLICIES, number),
            "nothing is offered to be agreed to anew": "Read and agree again" in _read(school, "consents/"),
        }
        school.post(school.home, f"{POLICIES}{number}/acceptances/create/")
        pages["home goes on to ask after the answer"] = not _asks(school, "", number)
    wrong = [said for said, is_right in pages.items() if not is_right]
    return Found(
        len(pages),
        wrong,
        not is_asked_in_vain,  # the same look finds nothing where there is nothing to ask
        f"1 change for children posted, {len(pages)} pages looked at, {len(wrong)} wrong",
    )


def _posted(*, is_material: bool) -> int:
    """Post a version with the next number, as the operator does."""
    at = clock.now()
    number = PolicyVersion.objects.using("operator").order_by("-number")[0].number + 1
    policy = replace(written_policy(SAMPLE), number=number, material_for_children=is_material)
    by = Actor(account_id=None, name="A check")
    post_version(policy=policy, effective_on=at.astimezone(UTC).date() + LATER, by=by, at=at)
    return number


def _asks(school: Rehearsal, path: str, number: int) -> bool:
    """Whether a page leads the guardian to the answer to a version."""
    page = _read(school, path)
    if path:
        return f"{POLICIES}{number}/acceptances/create/" in page
    return f"Version {number}: read it and say whether you agree." in page and POLICIES in page


def _read(school: Rehearsal, path: str) -> str:
    return html.unescape(school.get(school.home, path).content.decode())
