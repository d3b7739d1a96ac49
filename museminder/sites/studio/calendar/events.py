"""The calendar's script asks here what to draw."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from museminder.domain.courses.models import Closure
from museminder.domain.courses.queries.calendar import Calendar, Entry, calendar_between
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.links import roster_links
from museminder.sites.studio.calendar.look import read_day, read_look
from museminder.sites.studio.calendar.words import closure_words
from museminder.sites.studio.door import page
from museminder.web import filters

LONGEST = timedelta(days=62)


@page(Permission.CALENDAR_SEE)
def index(request: Any) -> HttpResponse:
    """The meetings and closures of some days (``start`` to ``end``, not included) as the script reads them."""
    first_on, until = read_day(request.GET.get("start", "")), read_day(request.GET.get("end", ""))
    if first_on is None or until is None or not first_on < until <= first_on + LONGEST:
        return JsonResponse(
            {"error": _("Ask for at most two months, by their first and last day.")}, status=400
        )
    look = read_look(request)
    calendar = calendar_between(first_on, until, look.filters)
    link = roster_links()
    events = [_event(entry, link, look.columns) for entry in calendar.entries]
    answer = {"columns": columns_of(calendar), "events": events}
    return JsonResponse(answer | {"closures": list(_closures(calendar, look.columns))})


def columns_of(calendar: Calendar) -> dict[str, list[dict[str, str]]]:
    """The columns the calendar can have; only rooms and people that are in use."""
    return {
        "rooms": [{"id": str(room.id), "title": room.name} for room in calendar.rooms],
        "instructors": [{"id": str(person.id), "title": person.full_name} for person in calendar.instructors],
    }


def _event(entry: Entry, link: Any, columns: str) -> dict[str, Any]:
    teachers = ", ".join(one.name.rpartition(" ")[2] for one in entry.teachers)
    note = {"rooms": teachers, "instructors": entry.room}.get(columns) or " · ".join(
        filter(None, [teachers, entry.room])
    )
    return {
        "id": str(entry.id),
        "title": entry.name,
        "start": filters.iso(entry.starts_at)[:16],
        "end": filters.iso(entry.ends_at)[:16],
        "columns": {
            "rooms": str(entry.room_id or ""),
            "instructors": [str(one.id) for one in entry.teachers],
        },
        "program": entry.program,
        "state": _state(entry),
        "state_words": _("Closed") if entry.is_closed else None,
        "note": entry.cancelled_reason if entry.is_cancelled else note,
        "url": link(entry),
        "series": entry.is_series,
        "version": entry.version,
        "editable": not entry.is_cancelled or entry.is_closed,
    }


def _state(entry: Entry) -> str:
    if entry.is_cancelled:
        return "canceled"
    if entry.clash_reason:
        return "clash"
    if entry.has_substitute:
        return "substitute"
    return "full" if entry.is_full else ""


def _closures(calendar: Calendar, columns: str) -> Iterable[dict[str, str]]:
    for closure in calendar.closures:
        if closure.offering_id:
            continue  # its meetings say so themselves; the rooms are free
        facts = {
            "title": closure_words(closure),
            "start": f"{max(closure.starts_on, calendar.first_on)}T00:00",
            "end": f"{min(closure.until, calendar.until)}T00:00",
        }
        shaded = list(_shaded(closure, calendar, columns))
        for column in shaded:
            yield facts | {"id": f"{closure.id}-{column}", "column": column}
        if not shaded and not closure.location_id:
            yield facts | {"id": str(closure.id)}


def _shaded(closure: Closure, calendar: Calendar, columns: str) -> Iterable[str]:
    if columns == "rooms":
        yield from (
            str(room.id) for room in calendar.rooms if closure.location_id in (None, room.location_id)
        )
    elif columns == "instructors" and not closure.location_id:
        yield from (str(person.id) for person in calendar.instructors)
