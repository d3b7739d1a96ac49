"""Which version of the policy holds, which is coming, and who has not agreed yet."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from museminder.domain.privacy.models import PolicyAcceptance, PolicyVersion
from museminder.domain.privacy.rules.policy_text import PolicyText, policy_text


def versions() -> list[PolicyVersion]:
    """Every version that was posted, the newest first."""
    return list(PolicyVersion.objects.order_by("-number"))


def version_in_effect(*, on: date) -> PolicyVersion:
    """The version that holds on a day (UTC)."""
    return PolicyVersion.objects.filter(effective_on__lte=on).order_by("-effective_on", "-number")[0]


def announced_version(*, on: date) -> PolicyVersion | None:
    """The next version that was posted and does not hold yet; None when none is coming."""
    return PolicyVersion.objects.filter(effective_on__gt=on).order_by("effective_on", "number").first()


def text_of(version: PolicyVersion) -> PolicyText:
    """The sentences of a version."""
    return policy_text(version.blocks)


def text_for_children(version: PolicyVersion) -> PolicyText:
    """The same, said for a child; without sentences where nobody wrote it."""
    return policy_text(version.blocks_for_children)


def changes_for_children() -> list[PolicyVersion]:
    """Every posted version that changes something for children, the first to take effect first."""
    return list(_changing_for_children().order_by("effective_on", "number"))


def versions_to_answer(*, account_id: UUID) -> list[PolicyVersion]:
    """Posted versions that matter for children and to which a guardian has not said yes here, the newest first.

    Who agrees to a version agrees to those before it. Consents that are older than its notice are given anew (sentence
    N13); that is looked at where they are used.
    """
    said_yes = PolicyAcceptance.objects.filter(account_id=account_id, version_number__gte=OuterRef("number"))
    return list(_changing_for_children().exclude(Exists(said_yes)).order_by("-number"))


def _changing_for_children() -> QuerySet[PolicyVersion]:
    return PolicyVersion.objects.filter(material_for_children=True)


def accepted_numbers(*, account_id: UUID) -> set[int]:
    """Which versions somebody has agreed to in the studio in hand."""
    mine = PolicyAcceptance.objects.filter(account_id=account_id)
    return set(mine.values_list("version_number", flat=True))
