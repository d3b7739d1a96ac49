"""Feeds: opened once, read by anybody who has the address, shut for ever."""

from __future__ import annotations

import re

from django.test import Client
from icalendar import Calendar

from museminder.domain.courses.models import CalendarFeed
from tests.browsing import get, post


def fetch(address):
    return Client(headers={"host": "studio.localhost"}).get(address, secure=True)


def opened(scene, person):
    answer = post(person, scene.school, "calendar/feeds/create/", {"owner": str(scene.cho.id)})
    found = re.search(r"/calendars/[\w-]+\.ics", answer.content.decode())
    return answer.status_code, found[0] if found else ""


def test_feed_is_opened_read_and_shut(scene):
    status, address = opened(scene, scene.owner)
    answer = fetch(address)
    assert (status, answer.status_code, answer["Content-Type"]) == (201, 200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-store"
    assert Calendar.from_ical(answer.content)["name"] == "Clerestory Conservatory: Wren Cho"
    with scene.school.inside(scene.owner):
        feed = CalendarFeed.objects.get()
    shut = post(scene.owner, scene.school, f"calendar/feeds/{feed.id}/revoke/", {})
    assert (shut.status_code, fetch(address).status_code) == (302, 404)


def test_unknown_addresses_are_not_found(scene):
    assert [fetch(f"/calendars/{token}.ics").status_code for token in ("x", "a" * 43, "%27", "%00")] == [
        404
    ] * 4


def test_instructor_opens_their_own_feed_only(scene):
    teacher = scene.school.add_person("Wren Cho", "instructor")
    assert opened(scene, teacher)[0] == 404
    with scene.school.inside(scene.owner):
        type(scene.cho).objects.filter(id=scene.cho.id).update(account_id=teacher.account_id)
    assert opened(scene, teacher)[0] == 201
    page = get(teacher, scene.school, "calendar/feeds/").content.decode()
    assert (page.count("Wren Cho</"), page.count("Liv Obi")) == (1, 0)
