"""What a second import says differently about classes and lessons: from today on, and not over anybody's changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.courses.actions.moves import move_meeting
from museminder.domain.courses.actions.offering_edits import edit_offering
from museminder.domain.courses.actions.schedules import add_weekly_time, end_weekly_time
from museminder.domain.courses.models import Meeting, Offering, ScheduleTemplate
from museminder.domain.courses.queries.planning import instructors_of
from museminder.domain.courses.rules.plans import Placement, Scope, WeeklyTime
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.switching.actions.placing_offerings import REASON
from museminder.domain.switching.actions.remembering import FOUND, UPDATED, Writing
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfferingNews:
    """What a file says about an offering; None where it says nothing. ``last_day`` is only compared."""

    name: str | None = None
    places: int | None = None
    is_open: bool | None = None
    instructor_ids: tuple[UUID, ...] | None = None
    weekly: tuple[WeeklyTime, ...] | None = None
    last_day: date | None = None


def update_offering(
    writing: Writing,
    place: tuple[str, str],
    known: Offering,
    news: OfferingNews,
    *,
    unit: str = "",
    external_id: str = "",
) -> None:
    """Let an offering follow its file from today on; one that somebody changed here stays and is listed."""
    kind, key = place
    before: dict[str, Any] = {}
    differing = differences(known, news, today=writing.today)
    stays = writing.why_it_stays(known) if differing else ""
    if stays:
        fields = ", ".join(differing)
        writing.remarks.append(f"{known.name}: {stays}, so it stays as it is ({fields}).")
    elif differing:
        before = _as_it_was(known, differing, today=writing.today)
        try:
            with transaction.atomic(using=current_site()):
                apply_news(known.pk, news, today=writing.today, by=writing.by, at=writing.at)
        except Refused as refusal:
            writing.remarks.append(f"{known.name}: {refusal} It stays as it is.")
            before = {}
    if news.last_day and news.last_day + A_DAY != known.until:
        writing.remarks.append(f"{known.name}: its last day in the file is {news.last_day}; here it stays.")
    left = Offering.objects.get(pk=known.pk)
    action = UPDATED if before else FOUND
    writing.remember(kind, key, left, action, unit=unit, before=before or None, external_id=external_id)


def differences(known: Offering, news: OfferingNews, *, today: date) -> list[str]:
    """What a file says differently about an offering, in words."""
    found = [
        word
        for word, said, here in (
            ("name", news.name, known.name),
            ("places", news.places, known.places),
            ("open", news.is_open, known.is_open),
        )
        if said is not None and said != here
    ]
    if news.instructor_ids is not None and list(news.instructor_ids) != instructors_of(known):
        found.append("instructors")
    if news.weekly is not None and _changes(_templates(known, today), news.weekly):
        found.append("times")
    return found


def put_offering_back(known: Offering, before: dict[str, Any], *, today: date, by: Actor, at: Any) -> None:
    """Let an offering be held again as an import found it, from today on. Raises ``Refused``."""
    weekly = before.get("weekly")
    news = OfferingNews(
        name=before.get("name"),
        places=before.get("places"),
        is_open=before.get("is_open"),
        instructor_ids=(
            tuple(UUID(one) for one in before["instructors"]) if "instructors" in before else None
        ),
        weekly=tuple(_weekly_from(one) for one in weekly) if weekly is not None else None,
    )
    apply_news(known.pk, news, today=today, by=by, at=at)


def apply_news(offering_id: UUID, news: OfferingNews, *, today: date, by: Actor, at: Any) -> None:
    """Change an offering's facts and, from today on, its weekly times; meetings moved by hand stay where they are."""
    known = Offering.objects.get(pk=offering_id)
    edit_offering(
        offering_id=known.pk,
        name=news.name if news.name is not None else known.name,
        places=news.places if news.places is not None else known.places,
        is_open=news.is_open if news.is_open is not None else known.is_open,
        instructor_ids=(news.instructor_ids if news.instructor_ids is not None else instructors_of(known)),
        by=by,
        at=at,
    )
    if news.weekly is None:
        return
    templates = _templates(known, today)
    for template, weekly in _changes(templates, news.weekly):
        if template is None and weekly is not None:
            starts_on = max(today, known.starts_on)
            add_weekly_time(
                offering_id=known.pk, weekly=weekly, starts_on=starts_on, reason=REASON, by=by, at=at
            )
        elif template is not None and weekly is None:
            until = max(today, template.starts_on)
            end_weekly_time(template_id=template.pk, until=until, reason=REASON, by=by, at=at)
        elif template is not None and weekly is not None:
            _move(template, weekly, today=today, by=by, at=at)


def _move(template: ScheduleTemplate, to: WeeklyTime, *, today: date, by: Actor, at: Any) -> None:
    """Move the meetings of a weekly time that are still to come, from the next one on."""
    upcoming = Meeting.objects.filter(
        template=template, held_on__gte=today, starts_at__gt=at, is_detached=False, is_cancelled=False
    )
    for meeting in upcoming.order_by("starts_at"):
        day = meeting.held_on + timedelta(days=(to.weekday - meeting.held_on.weekday() + 3) % 7 - 3)
        if day < today:
            continue  # the new weekday of this week is over: the first to move is the next week's
        move_meeting(
            meeting_id=meeting.pk,
            version=meeting.version,
            to=Placement(day, to.starts, to.minutes, to.room_id),
            scope=Scope.FOLLOWING,
            reason=REASON,
            by=by,
            at=at,
        )
        return


def _templates(offering: Offering, today: date) -> list[ScheduleTemplate]:
    rows = offering.templates.filter(until__gt=max(today, offering.starts_on))
    return list(rows.order_by("weekday", "starts", "id"))


def _changes(
    templates: Sequence[ScheduleTemplate], wanted: Sequence[WeeklyTime]
) -> list[tuple[ScheduleTemplate | None, WeeklyTime | None]]:
    """Which weekly time becomes which: those that agree stay, the others are paired in the order of the week."""
    left, new = list(templates), []
    for one in sorted(wanted, key=lambda time_: (time_.weekday, time_.starts)):
        same = next((each for each in left if _agrees(each, one)), None)
        if same is None:
            new.append(one)
        else:
            left.remove(same)
    moved = [(template, _with_room(one, template)) for template, one in zip(left, new, strict=False)]
    return [
        *moved,
        *((template, None) for template in left[len(moved) :]),
        *((None, one) for one in new[len(moved) :]),
    ]


def _agrees(template: ScheduleTemplate, one: WeeklyTime) -> bool:
    """A file that names no room says nothing about the room."""
    here = (template.weekday, template.starts, template.minutes)
    return here == (one.weekday, one.starts, one.minutes) and one.room_id in {None, template.room_id}


def _with_room(one: WeeklyTime, template: ScheduleTemplate) -> WeeklyTime:
    return one if one.room_id else replace(one, room_id=template.room_id)


def _as_it_was(known: Offering, differing: list[str], *, today: date) -> dict[str, Any]:
    """What stands here now of what is about to change, as it can be kept."""
    before: dict[str, Any] = {
        name: getattr(known, field)
        for name, field in (("name", "name"), ("places", "places"), ("is_open", "is_open"))
        if {"is_open": "open"}.get(name, name) in differing
    }
    if "instructors" in differing:
        before["instructors"] = [str(one) for one in instructors_of(known)]
    if "times" in differing:
        before["weekly"] = [
            [one.weekday, one.starts.isoformat(), one.minutes, str(one.room_id or "")]
            for one in _templates(known, today)
        ]
    return before


def _weekly_from(kept: list[Any]) -> WeeklyTime:
    weekday, starts, minutes, room = kept
    return WeeklyTime(weekday, time.fromisoformat(starts), minutes, UUID(room) if room else None)
