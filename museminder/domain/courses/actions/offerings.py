"""Offerings: a course as it is held, with its weekly times and its dated meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.placing import place_meetings
from museminder.domain.courses.models import (
    Course,
    Meeting,
    MeetingInstructor,
    Offering,
    OfferingInstructor,
    Season,
)
from museminder.domain.courses.queries.planning import instructors_of, plan_meetings, templates_of
from museminder.domain.courses.rules.local_time import studio_zone
from museminder.domain.courses.rules.plans import MeetingPlan, WeeklyTime
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.courses.rules.spans import check_days, check_minutes
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class OfferingFacts:
    """What a studio says about an offering; ``until`` is the first day after it, the first instructor leads."""

    course_id: UUID
    season_id: UUID
    name: str
    places: int
    starts_on: date
    until: date
    instructor_ids: tuple[UUID, ...] = ()
    is_open: bool = True


def create_offering(
    *, facts: OfferingFacts, weekly: Sequence[WeeklyTime], reason: str = "", by: Actor, at: datetime
) -> Offering:
    """Offer a course: its weekly times become dated meetings, those on closed days marked as closed.

    Raises ``RoomTaken``, ``NeedsReason`` if an instructor is asked for twice and nobody says why, or ``Refused``.
    """
    for one in weekly:
        check_minutes(one.minutes)
    with transaction.atomic(using=current_site()):
        offering, plan = plan_offering(facts, weekly)
        offering.save(force_insert=True)
        _write_instructors(offering, facts.instructor_ids)
        for template in {m.template_id: m.template for m in plan.meetings if m.template}.values():
            template.save(force_insert=True)
        place_meetings(plan, instructor_ids=_once(facts.instructor_ids), reason=reason, by=by, at=at)
        record_change(
            "courses.offering.created", of=offering, by=by, at=at, details={"meetings": len(plan.meetings)}
        )
        return offering


def plan_offering(facts: OfferingFacts, weekly: Sequence[WeeklyTime]) -> tuple[Offering, MeetingPlan]:
    """The offering, unsaved, and the meetings it would have. Raises ``Refused`` for impossible facts."""
    check_days(facts.starts_on, facts.until)
    course = Course.objects.get(id=facts.course_id)
    offering = Offering(
        course=course,
        season=Season.objects.get(id=facts.season_id),
        kind=course.kind,
        name=_name(facts.name, course),
        places=_places(facts.places),
        starts_on=facts.starts_on,
        until=facts.until,
        is_open=facts.is_open,
    )
    templates = templates_of(offering, weekly, starts_on=facts.starts_on, until=facts.until)
    plan = plan_meetings(
        templates, offering=offering, instructor_ids=facts.instructor_ids, zone=studio_zone()
    )
    return offering, plan


def edit_offering(
    *,
    offering_id: UUID,
    name: str,
    places: int,
    is_open: bool,
    instructor_ids: Sequence[UUID],
    by: Actor,
    at: datetime,
) -> Offering:
    """Change an offering's name, places, instructors, or whether it takes new students.

    Meetings that have not begun follow: they get the new instructors (except where somebody stands in) and the
    new number of places, but never fewer than are taken. Raises ``Refused``.
    """
    with transaction.atomic(using=current_site()):
        offering = (
            Offering.objects.select_for_update(of=("self",)).select_related("course").get(id=offering_id)
        )
        offering.name, offering.is_open = _name(name, offering.course), is_open
        upcoming = Meeting.objects.filter(offering=offering, starts_at__gt=at)
        if offering.places != _places(places):
            offering.places = places
            upcoming.update(places=Greatest(places, F("places_taken")), version=F("version") + 1)
        offering.save()
        if instructors_of(offering) != _once(instructor_ids):
            _write_instructors(offering, instructor_ids)
            _hand_over(list(upcoming.values_list("id", flat=True)), instructor_ids)
        record_change("courses.offering.edited", of=offering, by=by, at=at)
        return offering


def _hand_over(meeting_ids: Sequence[UUID], instructor_ids: Sequence[UUID]) -> None:
    """Give upcoming meetings their new instructors; where a substitute stands in, they stay as they are."""
    stood_in = set(
        MeetingInstructor.objects.filter(meeting_id__in=meeting_ids, is_substitute=True).values_list(
            "meeting_id", flat=True
        )
    )
    mine = [one for one in meeting_ids if one not in stood_in]
    MeetingInstructor.objects.filter(meeting_id__in=mine).delete()
    MeetingInstructor.objects.bulk_create(
        MeetingInstructor(meeting_id=meeting_id, staff_member_id=one)
        for meeting_id in mine
        for one in _once(instructor_ids)
    )


def _write_instructors(offering: Offering, instructor_ids: Sequence[UUID]) -> None:
    OfferingInstructor.objects.filter(offering=offering).delete()
    OfferingInstructor.objects.bulk_create(
        OfferingInstructor(offering=offering, staff_member_id=one, position=place)
        for place, one in enumerate(_once(instructor_ids))
    )


def _once(ids: Sequence[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))


def _name(name: str, course: Course) -> str:
    return " ".join(name.split())[:120] or str(course)


def _places(places: int) -> int:
    if not 1 <= places <= 10_000:
        raise Refused(_("An offering has between 1 and 10,000 places."), "places")
    return places
