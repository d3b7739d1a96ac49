"""Closed days."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from museminder.domain.courses.models import Closure, Meeting
from museminder.foundation.tenancy.standing import Given, standing


def closures_between(first_on: date, until: date) -> list[Closure]:
    """Every closure with a day from ``first_on`` up to but without ``until``, earliest first."""
    return _closures(first_on=first_on, before=until)


@standing
def _closures(first_on: Given, before: Given) -> QuerySet[Closure]:
    rows = Closure.objects.filter(until__gt=first_on, starts_on__lt=before)
    return rows.select_related("location", "offering").order_by("starts_on", "id")


def closures_from(first_on: date) -> list[Closure]:
    """Every closure that is not over by a day, earliest first."""
    return list(
        Closure.objects.filter(until__gt=first_on)
        .select_related("location", "offering")
        .order_by("starts_on", "id")
    )


def meetings_under(first_on: date, until: date) -> list[Meeting]:
    """The meetings of some days that closures decide about, locked: nobody called them off by hand."""
    return list(
        Meeting.objects.filter(Q(is_cancelled=False) | Q(closure__isnull=False))
        .filter(held_on__gte=first_on, held_on__lt=until)
        .select_for_update(of=("self",))
        .select_related("room")
        .order_by("id")
    )
