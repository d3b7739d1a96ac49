"""Running an offering on into another season, from its own weekly times."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.courses.actions.placing import place_meetings
from museminder.domain.courses.models import Offering, Season
from museminder.domain.courses.queries.planning import instructors_of, plan_extension
from museminder.domain.courses.rules.extending import check_can_extend
from museminder.domain.courses.rules.local_time import studio_zone
from museminder.domain.courses.rules.plans import MeetingPlan
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def extend_offering(
    *, offering_id: UUID, season_id: UUID, reason: str = "", by: Actor, at: datetime
) -> MeetingPlan:
    """Let an offering run on into a season, at the times and with the instructors it has at its end.

    Whoever stays enrolled stays enrolled. Raises ``RoomTaken``, ``NeedsReason``, or ``Refused`` if it runs that long
    already or has no weekly times.
    """
    with transaction.atomic(using=current_site()):
        offering = Offering.objects.select_for_update().get(id=offering_id)
        season = Season.objects.get(id=season_id)
        templates, plan = plan_extension(offering, season, zone=studio_zone())
        check_can_extend(offering, season, templates)
        for template in templates:
            template.save(force_insert=True)
        offering.season, offering.until = season, season.until
        offering.save(update_fields=["season", "until"])
        place_meetings(plan, instructor_ids=instructors_of(offering), reason=reason, by=by, at=at)
        record_change(
            "courses.offering.extended",
            of=offering,
            by=by,
            at=at,
            details={"season": str(season.id), "meetings": len(plan.meetings)},
        )
        return plan
