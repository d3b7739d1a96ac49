"""Which account a family's entries count on: after a merge, some count on the one that continues theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from museminder.domain.billing.models import FamilyAccount

# The account that a row of charges, money or the ledger counts on today: its own, or the one that continues it.
ACCOUNT_IN_FORCE = Coalesce("family_account__continued_by_id", "family_account_id")


def with_those_continued(account_ids: Iterable[UUID]) -> QuerySet[FamilyAccount, Any]:
    """The ids of accounts in force and of those they continue, to be asked inside another statement."""
    keys = list(account_ids)
    return FamilyAccount.objects.filter(Q(pk__in=keys) | Q(continued_by__in=keys)).values("pk")


def in_force(account: FamilyAccount) -> FamilyAccount:
    """The account on which this family's entries are written today: this one, or the one that continues it."""
    if account.continued_by_id is None:
        return account
    return FamilyAccount.objects.select_related("family").get(pk=account.continued_by_id)


def account_of_family(family_id: UUID) -> FamilyAccount | None:
    """The account of a family on which its entries are written today; None for a family that has none yet."""
    return FamilyAccount.objects.filter(family_id=family_id, continued_by=None).first()
