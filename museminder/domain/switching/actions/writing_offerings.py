"""The classes of an import come in, with their weekly times on the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from museminder.domain.courses.actions.offerings import OfferingFacts
from museminder.domain.courses.models import Offering
from museminder.domain.switching.actions.placing_offerings import (
    WantedOffering,
    place_offerings,
    weekly_times,
)
from museminder.domain.switching.actions.pricing import PricedOffering, write_prices
from museminder.domain.switching.actions.remembering import Writing
from museminder.domain.switching.actions.surroundings import Surroundings, at_most_two_years
from museminder.domain.switching.actions.updating_offerings import OfferingNews, update_offering
from museminder.domain.switching.rules.records import ImportedOffering

NO_LIMIT = 999  # places of a class whose file names no limit
MOST_PLACES = 10_000
A_DAY = timedelta(days=1)


def write_offerings(writing: Writing, records: Iterable[ImportedOffering]) -> None:
    """Write classes with their meetings and prices; one that is here gets what the file says differently."""
    around = Surroundings(writing)
    waiting = [one for one in records if not writing.record("offering", one.key)]
    updates = {one.key: UUID(ref) for one in waiting if (ref := writing.settled.updates.get(one.row))}
    here = Offering.objects.in_bulk(list(updates.values()))
    new = [one for one in waiting if updates.get(one.key) not in here]
    made = place_offerings(writing, [_wanted(writing, around, one) for one in new])
    prices = writing.settled.prices
    write_prices(
        writing,
        [
            PricedOffering(offering, prices[one.key], offering.starts_on)
            for one, offering in zip(new, made, strict=True)
            if one.key in prices
        ],
    )
    for one, offering in zip(new, made, strict=True):
        writing.remember("offering", one.key, offering, external_id=one.external_id)
    for one in waiting:
        if updates.get(one.key) in here:
            _update(writing, around, one, here[updates[one.key]])


def _wanted(writing: Writing, around: Surroundings, offering: ImportedOffering) -> WantedOffering:
    season = around.season_of(offering)
    first = offering.first_day_on or season.starts_on
    starts_on, until = at_most_two_years(
        first, offering.last_day_on + A_DAY if offering.last_day_on else season.until, writing.today
    )
    facts = OfferingFacts(
        course_id=writing.done_for("course", offering.course_key),
        season_id=season.pk,
        name=offering.name[:120],
        places=_places(writing, offering),
        starts_on=starts_on,
        until=until,
        instructor_ids=around.instructors(offering.instructors),
        is_open=offering.is_active,
    )
    room = around.room(offering.location, offering.room)
    return WantedOffering(facts, weekly_times(offering.meetings, room), offering.room)


def _places(writing: Writing, offering: ImportedOffering) -> int:
    """The file's places; a limit the file itself contradicts is raised as somebody answered."""
    if offering.places is None:
        return NO_LIMIT
    taken = sum(1 for one in writing.settled.enrollments if one.offering_key == offering.key)
    raised = writing.settled.raised_places.get(offering.key, 0)
    return min(max(offering.places, raised if raised > taken else 0, 1), MOST_PLACES)


def _update(writing: Writing, around: Surroundings, offering: ImportedOffering, known: Offering) -> None:
    room = around.room(offering.location, offering.room)
    news = OfferingNews(
        name=offering.name[:120] or None,
        places=min(max(offering.places, 1), MOST_PLACES) if offering.places is not None else None,
        instructor_ids=around.instructors(offering.instructors) or None,
        weekly=weekly_times(offering.meetings, room) or None,
        is_open=offering.is_active,
        last_day=offering.last_day_on,
    )
    update_offering(writing, ("offering", offering.key), known, news, external_id=offering.external_id)
