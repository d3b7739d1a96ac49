"""What needs an owner today: money this month, places filled, the next meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from museminder.domain.billing.models import FamilyAccount, Posting, Receipt
from museminder.domain.billing.queries.balances import Overdue, overdue_on
from museminder.domain.courses.models import Meeting

NEXT_MEETINGS = 5
LATEST = 4  # families named on the first page


@dataclass(frozen=True, slots=True)
class MoneyReceived:
    """What came in this month up to today, and in the same days a year ago; minor units."""

    this_month: int
    a_year_ago: int

    @property
    def change_percent(self) -> float | None:
        """How much more came in than a year ago; None when nothing did then."""
        return None if not self.a_year_ago else 100 * (self.this_month / self.a_year_ago - 1)


@dataclass(frozen=True, slots=True)
class LateFamily:
    """A family that waits with its payment."""

    account_id: UUID
    name: str
    overdue: Overdue
    days: int


@dataclass(frozen=True, slots=True)
class PastDue:
    """What families should have paid by now."""

    amount: int
    families: int
    oldest_days: int
    worst: tuple[LateFamily, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """How full this week is."""

    taken: int
    places: int


def money_received(on: date) -> MoneyReceived:
    """Receipts of the month up to a day, beside the same days of the year before, refunds taken off."""
    start = on.replace(day=1)
    earlier = start.replace(year=start.year - 1)
    until = earlier + (on - start) + timedelta(days=1)
    net = F("amount") - F("refunded_amount")
    sums = Receipt.objects.filter(reversed_at=None).aggregate(
        now=Coalesce(Sum(net, filter=Q(received_on__gte=start, received_on__lte=on)), 0),
        then=Coalesce(Sum(net, filter=Q(received_on__gte=earlier, received_on__lt=until)), 0),
    )
    return MoneyReceived(int(sums["now"]), int(sums["then"]))


def past_due(on: date) -> PastDue:
    """What is past due in the whole studio, the family that waits longest first."""
    late = sorted(overdue_on(on).items(), key=lambda item: (item[1].since, -item[1].amount))
    accounts = FamilyAccount.objects.filter(pk__in=[account for account, _ in late[:LATEST]])
    names = dict(accounts.values_list("pk", "family__name"))
    return PastDue(
        amount=sum(each.amount for _, each in late),
        families=len(late),
        oldest_days=(on - late[0][1].since).days if late else 0,
        worst=tuple(
            LateFamily(account, names[account], each, (on - each.since).days)
            for account, each in late[:LATEST]
        ),
    )


def places_this_week(at: datetime) -> Places:
    """Places taken and places there are, over the meetings of the next seven days."""
    sums = Meeting.objects.filter(
        is_cancelled=False, starts_at__gte=at, starts_at__lt=at + timedelta(days=7), offering__isnull=False
    ).aggregate(taken=Coalesce(Sum("places_taken"), 0), places=Coalesce(Sum("places"), 0))
    return Places(int(sums["taken"]), int(sums["places"]))


def next_meetings(at: datetime) -> list[Meeting]:
    """The meetings that come next, with their offering, room and instructors."""
    return list(
        Meeting.objects.filter(is_cancelled=False, ends_at__gt=at)
        .select_related("offering__course__program", "room")
        .prefetch_related("instructors__staff_member")
        .order_by("starts_at", "id")[:NEXT_MEETINGS]
    )


def postings_to_look_over() -> list[Any]:
    """Months that were worked out and not posted yet, with how many rows need a decision."""
    waiting = Posting.objects.filter(state=Posting.State.PREVIEW).annotate(
        exceptions=Count("rows", filter=Q(rows__state="exception"))
    )
    return list(waiting.order_by("period"))
