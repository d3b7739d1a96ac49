"""Offerings change while they are held: their name, their places, who teaches them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from museminder.domain.courses.models import Meeting, MeetingInstructor, Offering, OfferingInstructor
from museminder.domain.courses.queries.planning import instructors_of
from museminder.domain.courses.rules.offerings import check_places, offering_name
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


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
        offering.name, offering.is_open = offering_name(name, offering.course), is_open
        upcoming = Meeting.objects.filter(offering=offering, starts_at__gt=at)
        if offering.places != check_places(places):
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
