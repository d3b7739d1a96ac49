"""The calendar's page, its JSON, and what moving a meeting answers."""

from __future__ import annotations

import pytest

from tests.browsing import get, post
from tests.counting import statements
from tests.factories import courses as make

WEEK = "day=2026-02-04"


def drag(scene, **changes):
    """Send what the calendar's script sends for Tap on February 4."""
    values = {
        "meeting": str(scene.first.id),
        "version": "1",
        "start": "2026-02-05T16:00",
        "end": "2026-02-05T16:45",
        "column_kind": "",
        "column": "",
        "scope": "one",
        "reason": "",
        "copy": "",
        "check": "",
    } | changes
    return post(scene.owner, scene.school, "calendar/move/", values)


def days(scene):
    with scene.school.inside(scene.owner):
        return [day.isoformat() for day in make.days_of(scene.tap)]


FEBRUARY = ["2026-02-04", "2026-02-11", "2026-02-18", "2026-02-25"]


@pytest.mark.parametrize("view", ["day", "week", "month", "list"])
def test_every_view_names_its_meetings_in_plain_tables(scene, view):
    answer = get(scene.owner, scene.school, f"calendar/?view={view}&{WEEK}")
    text = answer.content.decode()
    assert (answer.status_code, text.count(">Tap<") >= 1, text.count(">Jazz<") >= 1) == (200, True, True)


def test_filters_in_the_address_leave_out_the_rest(scene):
    text = get(scene.owner, scene.school, f"calendar/?{WEEK}&instructor={scene.obi.id}").content.decode()
    assert (text.count(">Tap<"), text.count(">Jazz<")) == (0, 1)


def test_nonsense_in_the_address_is_left_out(scene):
    answer = get(scene.owner, scene.school, "calendar/?view=x&day=0000-99-99&room=1'--&columns=%00&program=x")
    assert answer.status_code == 200


@pytest.mark.parametrize("times", [1, 3, 40])
def test_page_takes_the_same_statements_however_many_meetings(live_school, times):
    with live_school.inside(live_school.owner):
        garden = make.room("Garden", is_shared=True)
        weekly = [make.weekly(n % 6, 9 + n // 6, 0, 30, room=garden) for n in range(times)]
        make.offering("Tap", *weekly, until=make.season().starts_on.replace(day=9))
    get(live_school.owner, live_school, "calendar/")
    with statements("studio") as asked:
        get(live_school.owner, live_school, f"calendar/?{WEEK}")
    # The door's context and its transaction, then six for the calendar.
    assert len([one for one in asked if one.startswith(("SELECT", "select"))]) == 7


def test_events_are_on_the_studio_s_clock_with_their_columns(scene):
    answer = get(
        scene.owner, scene.school, "calendar/events.json?start=2026-02-02&end=2026-02-09&columns=rooms"
    ).json()
    tap = next(one for one in answer["events"] if one["title"] == "Tap")
    assert (tap["start"], tap["end"], tap["series"], tap["version"]) == (
        "2026-02-04T16:00",
        "2026-02-04T16:45",
        True,
        1,
    )
    assert tap["columns"] == {"rooms": str(scene.hall.id), "instructors": [str(scene.cho.id)]}
    assert [one["title"] for one in answer["columns"]["rooms"]] == ["Studio A", "Studio B"]
    assert (tap["program"], tap["note"]) == ("dance", "Cho")


@pytest.mark.parametrize(
    "span", ["", "?start=2026-02-02&end=2026-02-02", "?start=2026-01-01&end=2026-09-01", "?start=x&end=y"]
)
def test_events_of_no_or_too_many_days_are_refused(scene, span):
    assert get(scene.owner, scene.school, f"calendar/events.json{span}").status_code == 400


def test_dragging_asks_first_and_saves_nothing(scene):
    answer = drag(scene, check="1").json()
    assert (answer["conflicts"], answer["blocked"], answer["needs_reason"]) == ([], False, False)
    assert answer["summary"] == "Thursday, February 5, 2026, 4:00 pm to 4:45 pm, Studio A."
    assert days(scene) == FEBRUARY


def test_dragging_moves_the_meeting(scene):
    assert drag(scene).json() == {"say": "Moved."}
    assert days(scene) == ["2026-02-05", *FEBRUARY[1:]]


def test_dragging_the_whole_series_moves_all_of_it(scene):
    with scene.school.inside(scene.owner):
        later = make.meetings_of(scene.tap)[2]
    drag(scene, meeting=str(later.id), start="2026-02-19T17:00", end="2026-02-19T18:00", scope="following")
    assert days(scene) == ["2026-02-04", "2026-02-11", "2026-02-19", "2026-02-26"]


def test_copying_leaves_the_original(scene):
    assert drag(scene, copy="1").json() == {"say": "Copied."}
    assert days(scene) == ["2026-02-04", "2026-02-05", *FEBRUARY[1:]]


def test_taken_room_is_told_and_refused(scene):
    there = {
        "start": "2026-02-04T16:15",
        "end": "2026-02-04T17:00",
        "column_kind": "rooms",
        "column": str(scene.loft.id),
    }
    told = drag(scene, check="1", **there).json()
    assert (told["blocked"], [one["kind"] for one in told["conflicts"]]) == (True, ["bad"])
    assert told["conflicts"][0]["text"] == "Studio B is taken on Wed, Feb 4 from 4:00 pm to 4:45 pm: Jazz."
    refused = drag(scene, reason="but please", **there)
    assert (refused.status_code, refused.json()["blocked"], days(scene)) == (409, True, FEBRUARY)


def test_instructor_clash_is_saved_only_with_a_reason(scene):
    there = {
        "start": "2026-02-04T16:30",
        "end": "2026-02-04T17:15",
        "column_kind": "instructors",
        "column": str(scene.obi.id),
    }
    refused = drag(scene, **there)
    assert (refused.status_code, refused.json()["needs_reason"]) == (409, True)
    assert (
        refused.json()["conflicts"][0]["text"]
        == "Liv Obi teaches on Wed, Feb 4 from 4:00 pm to 4:45 pm: Jazz."
    )
    assert drag(scene, reason="One room beside the other", **there).json() == {"say": "Moved."}
    with scene.school.inside(scene.owner):
        moved = make.meetings_of(scene.tap)[0]
        assert moved.clash_reason == "One room beside the other"
        assert list(moved.instructors.values_list("staff_member__first_name", "is_substitute")) == [
            ("Liv", True)
        ]


def test_stale_page_is_refused(scene):
    drag(scene)
    refused = drag(scene, start="2026-02-06T16:00", end="2026-02-06T16:45")
    assert (refused.status_code, days(scene)[0]) == (409, "2026-02-05")


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "x"},
        {"start": "2026-02-05T16:00+01:00"},
        {"end": "2026-02-05T15:00"},
        {"end": "2026-03-05T16:00"},
        {"start": "9999-01-01T00:00", "end": "9999-01-01T01:00"},
        {"meeting": "x"},
        {"version": "x"},
        {"column": "x"},
    ],
)
def test_unreadable_wishes_are_refused_with_a_sentence(scene, changes):
    answer = drag(scene, **changes)
    assert (answer.status_code, bool(answer.json()["error"]), days(scene)) == (409, True, FEBRUARY)


def test_meeting_of_nobody_is_not_found(scene):
    assert drag(scene, meeting="0197e5a0-0000-7000-8000-000000000000").status_code == 404


def test_instructor_sees_the_calendar_but_moves_nothing(scene):
    teacher = scene.school.add_person("Wren Cho", "instructor")
    page = get(teacher, scene.school, f"calendar/?{WEEK}")
    assert (page.status_code, "data-move-url" in page.content.decode()) == (200, False)
    values = {
        "meeting": str(scene.first.id),
        "version": "1",
        "start": "2026-02-05T16:00",
        "end": "2026-02-05T16:45",
    }
    assert post(teacher, scene.school, "calendar/move/", values).status_code == 404
    assert days(scene) == FEBRUARY
