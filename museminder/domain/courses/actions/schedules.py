"""The weekly times of an offering: one more, or one ended."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.placing import place_meetings
from museminder.domain.courses.events import MeetingCancelled
from museminder.domain.courses.models import Meeting, Offering, ScheduleTemplate
from museminder.domain.courses.queries.planning import instructors_of, plan_meetings, templates_of
from museminder.domain.courses.rules.local_time import studio_zone
from museminder.domain.courses.rules.plans import MeetingPlan, WeeklyTime
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.courses.rules.spans import check_minutes
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def add_weekly_time(
    *, offering_id: UUID, weekly: WeeklyTime, starts_on: date, reason: str = "", by: Actor, at: datetime
) -> MeetingPlan:
    """Let an offering meet one more time a week, from a day on up to its end; who is enrolled comes then too.

    Raises ``RoomTaken``, ``NeedsReason`` or ``Refused``.
    """
    check_minutes(weekly.minutes)
    with transaction.atomic(using=current_site()):
        offering = Offering.objects.select_for_update().get(id=offering_id)
        if not offering.starts_on <= starts_on < offering.until:
            raise Refused(_("That day lies outside the offering."), "starts_on")
        templates = templates_of(offering, [weekly], starts_on=starts_on, until=offering.until)
        teachers = instructors_of(offering)
        plan = plan_meetings(templates, offering=offering, instructor_ids=teachers, zone=studio_zone())
        for template in templates:
            template.save(force_insert=True)
        place_meetings(plan, instructor_ids=teachers, reason=reason, by=by, at=at)
        record_change(
            "courses.schedule.added", of=offering, by=by, at=at, details={"meetings": len(plan.meetings)}
        )
        return plan


def end_weekly_time(
    *, template_id: UUID, until: date, reason: str = "", by: Actor, at: datetime
) -> list[UUID]:
    """End a weekly time before a day: its meetings from then on are called off, those before it stay.

    Returns the ids of the meetings called off. Raises ``Refused`` for a day outside the weekly time.
    """
    with transaction.atomic(using=current_site()):
        template = ScheduleTemplate.objects.select_for_update().get(id=template_id)
        if not template.starts_on <= until < template.until:
            raise Refused(_("That day lies outside this weekly time."), "until")
        template.until = until
        template.save(update_fields=["until"])
        off = Meeting.objects.filter(
            Q(is_cancelled=False) | Q(closure__isnull=False), template=template, held_on__gte=until
        )
        ids = list(off.order_by("starts_at").values_list("id", flat=True))
        Meeting.objects.filter(id__in=ids).update(
            is_cancelled=True, cancelled_reason=reason.strip()[:200], closure=None, version=F("version") + 1
        )
        record_change("courses.schedule.ended", of=template, by=by, at=at, details={"meetings": len(ids)})
        for one in ids:
            announce(MeetingCancelled(meeting_id=one, for_closure=False, by=by, at=at))
        return ids
