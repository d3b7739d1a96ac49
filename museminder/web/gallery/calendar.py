"""What the calendar of the gallery is told: the shape every calendar address answers with."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

ROOMS = [
    {"id": "hall", "title": "Great Hall"},
    {"id": "a", "title": "Studio A"},
    {"id": "p1", "title": "Piano 1"},
]
TEACHERS = [{"id": "cho", "title": "Ms. Cho"}, {"id": "finch", "title": "Mr. Adebayo-Finch"}]
TITLES = {one["id"]: one["title"] for one in TEACHERS}
# title, program, hour, minutes, room, instructor, state
LESSONS = [
    ("Ballet I", "dance", 15, 60, "a", "cho", ""),
    ("Ballet II", "dance", 16, 45, "a", "cho", "full"),
    ("Hollis Nakashima-Oyelaran", "music", 9, 45, "p1", "finch", ""),
    ("Trial, piano", "music", 10, 45, "p1", "finch", "trial"),
    ("Chamber Choir", "choir", 17, 90, "hall", "finch", ""),
    ("Rehearsal, Spring Recital", "event", 10, 90, "hall", "cho", "substitute"),
]


def events(request: HttpRequest) -> JsonResponse:
    """The meetings of the days asked for, as the calendar's script reads them."""
    first, last = (date.fromisoformat(request.GET[name]) for name in ("start", "end"))
    days = [first + timedelta(days=count) for count in range((last - first).days)]
    found = [_event(day, at) for day in days if day.weekday() < 6 for at in range(len(LESSONS))]
    closed = [
        {"id": "1", "title": "Closed", "start": f"{day}T00:00", "end": f"{day + timedelta(days=1)}T00:00"}
        for day in days
        if day.weekday() == 6
    ]
    return JsonResponse(
        {"columns": {"rooms": ROOMS, "instructors": TEACHERS}, "events": found, "closures": closed}
    )


@require_POST
def move(request: HttpRequest) -> JsonResponse:
    """Says what would clash, and keeps nothing: Studio A is always taken at four."""
    taken = request.POST["start"].endswith("16:00") and request.POST["column"] == "a"
    conflicts = [{"kind": "bad", "text": "Studio A is taken at 4:00 pm by Ballet II."}] if taken else []
    if request.POST["check"] or taken:
        answer: dict[str, Any] = {
            "summary": f"To {request.POST['start']}",
            "conflicts": conflicts,
            "blocked": taken,
        }
        return JsonResponse(answer, status=409 if taken and not request.POST["check"] else 200)
    return JsonResponse({"say": "Moved."})


def _event(day: date, at: int) -> dict[str, Any]:
    title, program, hour, minutes, room, teacher, state = LESSONS[at]
    start = datetime.combine(day, time(hour))
    return {
        "id": f"{day}-{at}",
        "title": title,
        "start": start.isoformat(timespec="minutes"),
        "end": (start + timedelta(minutes=minutes)).isoformat(timespec="minutes"),
        "columns": {"rooms": room, "instructors": teacher},
        "program": program,
        "state": state,
        "note": TITLES[teacher],
        "url": "#main",
        "series": True,
        "version": 1,
    }
