"""The last place, wanted by two people at the same moment, each on a connection of their own."""

import threading
from datetime import date

import psycopg
import pytest
from django.db import connections

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.actions import enrollments, places
from museminder.domain.enrollment.models import Enrollment, Participation
from museminder.domain.enrollment.rules import Full
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON

LAST_PLACE = 1


@pytest.fixture
def rush(live_school):
    """Two children and one place in each of three meetings."""
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        children = [make_student(live_school, family, name) for name in ("Anneliese", "Theodore")]
        offering = make_offering(places=LAST_PLACE, meetings=3)
        open_family_account(family_id=family.pk)  # else the two would meet there first
    return live_school, children, offering


def enroll_both(school, children, offering):
    """Both at once; returns what became of each."""
    became = {}

    def enroll(child):
        try:
            with school.inside(school.owner):
                enrollments.enroll_student(
                    student=child,
                    offering=offering,
                    starts_on=date(2026, 9, 1),
                    by=school.owner.actor,
                    at=NOON,
                )
            became[child.first_name] = "enrolled"
        except Full:
            became[child.first_name] = "full"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=enroll, args=(child,)) for child in children]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(became.values())


def places_taken(school, offering):
    with school.inside(school.owner):
        taken = list(Meeting.objects.filter(offering=offering).values_list("places_taken", flat=True))
        return taken, Enrollment.objects.count(), Participation.objects.count()


def meet_between_check_and_take(monkeypatch, name):
    """Force the worst order: both have looked before either takes."""
    both_looked = threading.Barrier(2)
    original = getattr(enrollments, name)

    def wait_for_the_other(*args, **options):
        both_looked.wait(timeout=10)
        return original(*args, **options)

    monkeypatch.setattr(enrollments, name, wait_for_the_other)


@pytest.mark.slow
def test_the_last_place_is_taken_once(rush):
    school, children, offering = rush
    assert enroll_both(school, children, offering) == ["enrolled", "full"]
    assert places_taken(school, offering) == ([1, 1, 1], 1, 3)


@pytest.mark.slow
def test_without_the_queue_the_guard_alone_keeps_the_last_place(rush, monkeypatch):
    school, children, offering = rush
    monkeypatch.setattr(enrollments, "queue_for", lambda *offering_ids: None)
    meet_between_check_and_take(monkeypatch, "take_places")
    assert enroll_both(school, children, offering) == ["enrolled", "full"]
    assert places_taken(school, offering) == ([1, 1, 1], 1, 3)


@pytest.mark.slow
def test_a_mutant_that_looks_first_and_takes_without_the_guard_oversells(rush, live_database, monkeypatch):
    """What the guard is for: the same interleaving, decided from the look, and the database's own check taken away."""
    school, children, offering = rush
    with psycopg.connect(live_database.role_dsn("owner"), autocommit=True) as owner:
        owner.execute("alter table courses_meeting drop constraint courses_meeting_places")
    guard = "and (wanted.beyond_limit or m.places_taken + wanted.places <= m.places)"
    assert guard in places.TAKE
    monkeypatch.setattr(places, "TAKE", places.TAKE.replace(guard, ""))
    monkeypatch.setattr(enrollments, "queue_for", lambda *offering_ids: None)
    meet_between_check_and_take(monkeypatch, "take_places")
    assert enroll_both(school, children, offering) == ["enrolled", "enrolled"]
    assert places_taken(school, offering) == ([2, 2, 2], 2, 6)
