"""Seasons: the terms of a studio's year."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.courses.models import Offering, Season
from museminder.domain.courses.rules.names import check_name
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.courses.rules.spans import check_days
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def create_season(*, name: str, starts_on: date, until: date, by: Actor, at: datetime) -> Season:
    """Begin a season; ``until`` is the first day after it. Raises ``Refused`` for a taken name or impossible days."""
    check_days(starts_on, until)
    with transaction.atomic(using=current_site()):
        season = Season(name=check_name(Season.objects.all(), name), starts_on=starts_on, until=until)
        season.save(force_insert=True)
        record_change("courses.season.created", of=season, by=by, at=at)
        return season


def edit_season(
    *, season_id: UUID, name: str, starts_on: date, until: date, by: Actor, at: datetime
) -> Season:
    """Rename a season or change its days; offerings that run already keep theirs. Raises ``Refused``."""
    check_days(starts_on, until)
    with transaction.atomic(using=current_site()):
        season = Season.objects.select_for_update().get(id=season_id)
        season.name = check_name(Season.objects.all(), name, but=season.id)
        season.starts_on, season.until = starts_on, until
        season.save()
        record_change("courses.season.edited", of=season, by=by, at=at)
        return season


def remove_season(*, season_id: UUID, by: Actor, at: datetime) -> None:
    """Remove a season in which nothing is offered. Raises ``Refused`` if something is."""
    with transaction.atomic(using=current_site()):
        season = Season.objects.select_for_update().get(id=season_id)
        if Offering.objects.filter(season=season).exists():
            raise Refused(_("Offerings belong to this season, so it stays."))
        record_change("courses.season.removed", of=season, by=by, at=at)
        season.delete()
