"""Changing meetings by plain forms, without a script."""

from __future__ import annotations

from uuid import uuid4

import pytest

from museminder.domain.courses.models import Meeting
from tests.browsing import get, post
from tests.factories import courses as make


def meetings(scene):
    with scene.school.inside(scene.owner):
        return make.meetings_of(scene.tap)


def days(scene):
    with scene.school.inside(scene.owner):
        return [day.day for day in make.days_of(scene.tap)]


def send(scene, verb, **values):
    values.setdefault("idempotency_key", str(uuid4()))
    return post(scene.owner, scene.school, f"calendar/meetings/{scene.first.id}/{verb}/", values)


def placed(**changes):
    return {
        "day": "2026-02-05",
        "starts": "16:00",
        "minutes": "45",
        "room": "",
        "reason": "",
        "version": "1",
    } | changes


@pytest.mark.parametrize("verb", ["", "move/", "copy/", "cancel/", "restore/", "substitute/"])
def test_every_page_of_a_meeting_opens(scene, verb):
    assert get(scene.owner, scene.school, f"calendar/meetings/{scene.first.id}/{verb}").status_code == 200


def test_plain_form_moves_the_series(scene):
    answer = send(scene, "move", **placed(scope="all"))
    # February is over by the clock: only the chosen meeting has not been left behind.
    assert (answer.status_code, days(scene)) == (302, [5, 11, 18, 25])


def test_plain_form_moves_this_and_following(scene):
    send(scene, "move", **placed(scope="following"))
    assert days(scene) == [5, 12, 19, 26]


def test_clash_comes_back_with_what_stands_against_it_and_nothing_typed_is_lost(scene):
    answer = send(
        scene, "move", **placed(day="2026-02-04", starts="16:10", room=str(scene.loft.id), scope="this")
    )
    text = answer.content.decode()
    assert (answer.status_code, "Studio B is taken on" in text, 'value="16:10"' in text) == (422, True, True)
    assert days(scene) == [4, 11, 18, 25]


def test_stale_form_is_refused_once_and_told(scene):
    send(scene, "move", **placed(scope="this"))
    answer = send(scene, "move", **placed(day="2026-02-06", scope="this"))
    assert (answer.status_code, days(scene)[0]) == (422, 5)
    assert "after you opened the page" in answer.content.decode()


def test_copy_is_put_beside_it(scene):
    send(scene, "copy", **placed())
    assert days(scene) == [4, 5, 11, 18, 25]


def test_cancel_and_bring_back(scene):
    send(scene, "cancel", version="1", scope="this", reason="Flu")
    assert days(scene) == [11, 18, 25]
    send(scene, "restore", version="2", reason="")
    assert days(scene) == [4, 11, 18, 25]


def test_substitute_is_noted(scene):
    answer = send(
        scene, "substitute", version="1", staff_member=str(scene.obi.id), instead_of="", reason="Flu"
    )
    with scene.school.inside(scene.owner):
        names = scene.first.instructors.values_list("staff_member__first_name", "is_substitute")
        assert (answer.status_code, list(names)) == (302, [("Liv", True)])


def test_event_is_put_on_the_calendar_once_however_often_it_is_sent(scene):
    values = placed(
        kind="rehearsal", title="Spring rehearsal", idempotency_key="6b0c7c0e-8f55-4d9e-9a53-0a2b6e0e7a11"
    )
    for _ in range(2):
        assert post(scene.owner, scene.school, "calendar/meetings/create/", values).status_code == 302
    with scene.school.inside(scene.owner):
        assert Meeting.objects.filter(title="Spring rehearsal").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "a\u202eb"),
        ("title", "x" * 121),
        ("minutes", "0"),
        ("day", "2026-02-30"),
        ("starts", "25:00"),
        ("room", "x"),
    ],
)
def test_bad_input_is_refused_beside_its_field(scene, field, value):
    values = placed(kind="event", title="Fair", idempotency_key=str(uuid4())) | {field: value}
    answer = post(scene.owner, scene.school, "calendar/meetings/create/", values)
    assert (answer.status_code, f'id="id_{field}_error' in answer.content.decode()) == (422, True)
    with scene.school.inside(scene.owner):
        assert Meeting.objects.filter(offering=None).count() == 0


def test_another_studio_s_meeting_is_not_found(scene):
    assert get(scene.owner, scene.school, f"calendar/meetings/{scene.tap.id}/").status_code == 404
