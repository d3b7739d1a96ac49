"""A new version of the policy is announced by posting it; it takes effect 30 days later, or after."""

from __future__ import annotations

import json
from datetime import date, datetime

from django.db import connections, transaction

from museminder.domain.privacy.formats.policy_files import WrittenPolicy
from museminder.domain.privacy.models import PolicyVersion
from museminder.domain.privacy.models.policy_version import WRITABLE
from museminder.domain.privacy.rules.notice import check_can_post
from museminder.primitives.actor import Actor

POSTS = "operator"  # the one role that may post; its grant leaves out the time and the hash


def post_version(*, policy: WrittenPolicy, effective_on: date, by: Actor, at: datetime) -> PolicyVersion:
    """Post a version: from now on every site announces it, and nobody can change it any more.

    Raises ``TooSoon`` when it would take effect before 30 days have passed, ``AlreadyPosted``. Whatever ``at`` says,
    the database notes the time of posting itself.
    """
    with transaction.atomic(using=POSTS):
        posted = set(PolicyVersion.objects.using(POSTS).values_list("number", flat=True))
        check_can_post(number=policy.number, posted=posted, effective_on=effective_on, at=at)
        with connections[POSTS].cursor() as cursor:
            # Not save(): it names every column, and the grant does not hold posted_at.
            cursor.execute(
                f"insert into privacy_policyversion ({WRITABLE}) values ({', '.join(['%s'] * 9)})",  # noqa: S608
                [
                    policy.number,
                    policy.title,
                    policy.language,
                    policy.summary,
                    policy.material_for_children,
                    json.dumps(policy.text.as_json()),
                    json.dumps(policy.for_children.as_json()),
                    effective_on,
                    by.name[:120],
                ],
            )
        return PolicyVersion.objects.using(POSTS).get(pk=policy.number)
