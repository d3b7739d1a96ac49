"""A course is described, offered, extended and closed over through pages only."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from museminder.domain.courses.models import Closure, Course, Meeting, Offering, Program, Room, Season
from tests.browsing import get, post
from tests.counting import statements
from tests.factories import courses as make


def send(school, path, **values):
    values.setdefault("idempotency_key", str(uuid4()))
    return post(school.owner, school, f"courses/{path}", values)


def weekly(*times):
    """The weekly times of the form: (weekday, starts, room)."""
    rows = {"weekly-TOTAL_FORMS": "3", "weekly-INITIAL_FORMS": "0"}
    for place in range(3):
        weekday, starts, room = times[place] if place < len(times) else ("", "", "")
        rows |= {
            f"weekly-{place}-weekday": str(weekday),
            f"weekly-{place}-starts": starts,
            f"weekly-{place}-minutes": "45",
            f"weekly-{place}-room": str(room),
        }
    return rows


def test_from_an_empty_studio_to_a_class_that_runs_on(live_school):
    school = live_school
    send(school, "locations/create/", name="Main house")
    with school.inside(school.owner):
        location = make.Location.objects.get()
        cho = make.instructor()
    send(school, f"rooms/in/{location.id}/create/", name="Studio A", capacity="16")
    send(school, "programs/create/", name="Dance", kind="dance")
    send(school, "seasons/create/", name="Spring", starts_on="2026-02-02", last_on="2026-02-28")
    send(school, "seasons/create/", name="Summer", starts_on="2026-06-01", last_on="2026-06-14")
    send(
        school,
        "closures/create/",
        reason="Snow",
        starts_on="2026-02-11",
        last_on="2026-02-11",
        location="",
        offering="",
    )
    with school.inside(school.owner):
        program, hall = Program.objects.get(), Room.objects.get()
        spring, summer = Season.objects.order_by("starts_on")
    send(school, "create/", program=str(program.id), name="Ballet II", level="", kind="class", is_active="on")
    with school.inside(school.owner):
        course = Course.objects.get()
    facts = {
        "season": str(spring.id),
        "name": "Ballet II",
        "places": "12",
        "instructor": str(cho.id),
        "is_open": "on",
    }
    made = send(school, f"offerings/of/{course.id}/create/", **facts, **weekly((2, "16:00", hall.id)))
    assert made.status_code == 302
    with school.inside(school.owner):
        offering = Offering.objects.get()
        assert make.days_of(offering) == [date(2026, 2, day) for day in (4, 18, 25)]
        assert make.days_of(offering, happening=False) == [date(2026, 2, 11)]
    preview = get(school.owner, school, f"courses/offerings/{offering.id}/extend/?season={summer.id}")
    assert "2 meetings will be made" in preview.content.decode()
    send(school, f"offerings/{offering.id}/extend/", season=str(summer.id), reason="")
    with school.inside(school.owner):
        assert [m.held_on for m in make.meetings_of(offering)][-2:] == [date(2026, 6, 3), date(2026, 6, 10)]
        closure = Closure.objects.get()
    send(school, f"closures/{closure.id}/remove/")
    with school.inside(school.owner):
        assert Meeting.objects.filter(is_cancelled=True).count() == 0


@pytest.fixture
def tap(live_school):
    with live_school.inside(live_school.owner):
        return make.offering("Tap", make.weekly(room=make.room()), taught_by=(make.instructor().id,))


def test_every_page_of_an_offering_opens(live_school, tap):
    with live_school.inside(live_school.owner):
        template, room = tap.templates.get(), Room.objects.get()
        places = [
            f"courses/{tap.course_id}/",
            f"courses/{tap.course_id}/edit/",
            f"courses/offerings/{tap.id}/",
        ]
        places += [f"courses/offerings/{tap.id}/{page}/" for page in ("edit", "extend", "weekly/create")]
        places += [
            f"courses/offerings/of/{tap.course_id}/create/",
            f"courses/offerings/weekly/{template.id}/end/",
        ]
        places += [f"courses/rooms/{room.id}/", f"courses/locations/{room.location_id}/"]
        places += [
            f"courses/seasons/{tap.season_id}/",
            f"courses/programs/{Program.objects.get().id}/",
            "courses/?q=tap",
        ]
    assert [get(live_school.owner, live_school, place).status_code for place in places] == [200] * len(places)


def test_taken_room_comes_back_with_everything_typed(live_school, tap):
    with live_school.inside(live_school.owner):
        hall = Room.objects.get()
    facts = {"season": str(tap.season_id), "name": "Jazz for tall people", "places": "7", "is_open": "on"}
    answer = send(
        live_school,
        f"offerings/of/{tap.course_id}/create/",
        **facts,
        **weekly((2, "16:30", hall.id), (4, "17:15", "")),
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert ["Studio A is taken on" in text, "Jazz for tall people" in text, 'value="17:15"' in text] == [
        True
    ] * 3
    with live_school.inside(live_school.owner):
        assert Offering.objects.count() == 1


def test_half_a_weekly_time_is_refused_beside_its_field(live_school, tap):
    facts = {"season": str(tap.season_id), "name": "Jazz", "places": "7"}
    answer = send(live_school, f"offerings/of/{tap.course_id}/create/", **facts, **weekly((2, "", "")))
    assert (answer.status_code, "id_weekly-0-starts_error" in answer.content.decode()) == (422, True)


def test_season_that_ends_before_it_begins_is_refused_beside_the_last_day(live_school):
    answer = send(live_school, "seasons/create/", name="Spring", starts_on="2026-02-02", last_on="2026-01-28")
    assert (answer.status_code, "id_last_on_error" in answer.content.decode()) == (422, True)


def test_instructor_may_look_and_not_change(live_school, tap):
    teacher = live_school.add_person("Wren Cho", "instructor")
    looks = [f"courses/offerings/{tap.id}/", "courses/", "courses/rooms/", "courses/closures/"]
    assert [get(teacher, live_school, one).status_code for one in looks] == [200] * 4
    changes = [f"courses/offerings/{tap.id}/edit/", "courses/create/", "courses/closures/create/"]
    assert [get(teacher, live_school, one).status_code for one in changes] == [404] * 3


def test_list_of_courses_takes_the_same_statements_for_1_and_3_courses(live_school):
    counts = []
    for name in ("Tap", "Jazz", "Clay"):
        with live_school.inside(live_school.owner):
            make.offering(name, make.weekly(), until=date(2026, 2, 10))
        with statements("studio") as asked:
            get(live_school.owner, live_school, "courses/")
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts == [5, 5, 5]
