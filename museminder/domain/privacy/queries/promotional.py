"""Who may get promotional mail: nothing sends any today, and whatever ever does has to ask here."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from museminder.domain.privacy.models import PromotionalChoice
from museminder.foundation.identity.permissions import Role

MAY_WANT = frozenset({Role.OWNER.value, Role.MANAGER.value})


def wants_promotional_mail(account_id: UUID) -> bool:
    """Whether somebody said yes in the studio in hand; without a word of theirs they did not."""
    return PromotionalChoice.objects.filter(account_id=account_id, wants_promotional_mail=True).exists()


def promotional_recipients(choices: QuerySet[PromotionalChoice] | None = None) -> list[UUID]:
    """Accounts that may be written to: adults who said yes themselves and still run a school, and nobody else.

    ``choices`` are those of the studio in hand if not given.
    """
    asked = PromotionalChoice.objects.all() if choices is None else choices
    yes = asked.filter(
        wants_promotional_mail=True,
        says_of_age=True,
        membership__ended_at=None,
        membership__roles__overlap=sorted(MAY_WANT),
    )
    return list(yes.order_by("id").values_list("account_id", flat=True))
