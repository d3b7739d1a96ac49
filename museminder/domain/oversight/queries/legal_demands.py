"""The register of legal demands: what waits, who was told too late, how many there were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from museminder.domain.oversight.models import DemandExport, DemandNotice, LegalDemand
from museminder.domain.oversight.models.limits import NOTICE_WITHIN

BANDS = ((0, "0"), (9, "1–9"), (99, "10–99"), (999, "100–999"))
MOST = "1000+"


def demands() -> QuerySet[LegalDemand]:
    """Every demand, the newest first; for whoever operates."""
    return LegalDemand.objects.select_related("export").order_by("-received_at", "-id")


def notices_of(demand: LegalDemand) -> list[DemandNotice]:
    """Whom a demand is told to, and when; for whoever operates."""
    return list(DemandNotice.objects.filter(demand=demand).order_by("shown_from", "id"))


def exports_waiting(*, number: int | None = None) -> list[DemandExport]:
    """Archives that were asked for and are not made, of one studio or of any; only of demands that still hold."""
    of_studio = Q() if number is None else Q(number=number)
    waiting = DemandExport.objects.using("worker").filter(of_studio, made_at=None, demand__closed_at=None)
    return list(waiting.select_related("demand").order_by("asked_at", "id"))


def notices_due(at: datetime, *, number: int | None = None) -> list[DemandNotice]:
    """Who may know by now and was not told, of one studio or of any."""
    of_studio = Q() if number is None else Q(number=number)
    due = DemandNotice.objects.using("worker").filter(of_studio, told_at=None, shown_from__lte=at)
    return list(due.order_by("shown_from", "id"))


def notices_shown() -> QuerySet[DemandNotice]:
    """What a family, or a studio's office, may know of demands; row security shows nothing before a court's day."""
    return DemandNotice.objects.order_by("-shown_from", "-id")


def owners_notices() -> list[tuple[DemandNotice, int]]:
    """What the owners of the studio in hand are told, each with how many families the demand was about."""
    families = Counter(notices_shown().exclude(family_id=None).values_list("demand_id", flat=True))
    return [(each, families[each.demand_id]) for each in notices_shown().filter(family_id=None)]


def late_notices(at: datetime) -> list[UUID]:
    """Demands of which somebody was told too late, should know by now, or has no notice at all; by their id."""
    untold = Q(told_at=None, shown_from__lt=at - NOTICE_WITHIN)
    late = Q(told_at__gt=F("shown_from") + NOTICE_WITHIN)
    found = set(DemandNotice.objects.filter(untold | late).values_list("demand_id", flat=True))
    made = DemandExport.objects.filter(made_at__isnull=False).annotate(notices=Count("demand__notices"))
    found |= set(made.filter(notices__lt=F("family_count") + 1).values_list("demand_id", flat=True))
    return sorted(found)


@dataclass(slots=True)
class HalfYear:
    """How many demands came in half a year, what became of them, and how many families they were about, in a band."""

    name: str
    received: int = 0
    refused: int = 0
    fulfilled: int = 0
    families: int = 0

    @property
    def band(self) -> str:
        """How many families, so roughly that it tells nothing about one."""
        return next((said for most, said in BANDS if self.families <= most), MOST)


def counts() -> list[HalfYear]:
    """The demands of every half-year, the newest first."""
    exports = {each.demand_id: each for each in DemandExport.objects.filter(fetched_at__isnull=False)}
    found: dict[str, HalfYear] = {}
    for demand in LegalDemand.objects.order_by("-received_at"):
        name = f"{demand.received_at.year}-{1 if demand.received_at.month <= 6 else 2}"
        half = found.setdefault(name, HalfYear(name))
        half.received += 1
        half.refused += demand.closed_as == LegalDemand.Closed.REFUSED
        if demand.pk in exports:
            half.fulfilled += 1
            half.families += exports[demand.pk].family_count
    return list(found.values())
