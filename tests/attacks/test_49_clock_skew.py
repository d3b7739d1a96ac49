"""Spare attack 9: a computer whose clock is wrong gives, keeps or uses a consent beyond its end, or delays a denial.

What expires is judged by the database's own clock, in UTC, whatever a process or a session believes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connections

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.models import Consent
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.models import Student
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import refusal
from tests.attacks.test_23_consent_reused import NO_LONGER, TELL, facts
from tests.databases import TestDatabase
from tests.domain.consents.family import Home, home

__all__ = ["home"]
ZONES = ("UTC", "Pacific/Kiritimati", "Etc/GMT+12")  # where it is already tomorrow, and still yesterday


@pytest.fixture
def owner(live_database: TestDatabase):
    """Somebody who may write anything: what refuses is the database, not a grant."""
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as connection:
        yield connection


def test_the_day_a_consent_ends_is_the_same_in_every_zone(owner: psycopg.Connection, ours: Filled) -> None:
    consent = ours.rows["consents.Consent"].pk
    today = owner.execute("select (clock_timestamp() at time zone 'UTC')::date").fetchone()[0]

    def answers(holds_until: date) -> list[str]:
        owner.execute("update consents_consent set holds_until = %s where id = %s", [holds_until, consent])
        told = []
        for zone in ZONES:
            owner.execute(f"set time zone '{zone}'")
            told.append(refusal(owner, TELL, facts(ours)))
        return told

    assert answers(today) == [NO_LONGER] * 3
    assert answers(today + timedelta(days=1)) == [""] * 3


def test_a_clock_that_is_behind_gives_no_consent_that_is_worth_anything(home: Home, settings: object) -> None:
    ended = now().astimezone(UTC).date() - timedelta(days=1)
    settings.MUSEMINDER_THIRD_PARTIES = {"harbor": {"contract_until": ended.isoformat()}}
    behind = now() - timedelta(days=3)
    with home.school.inside(home.guardian):
        request = ask_partner(student_id=home.student.pk, partner="harbor", by=home.guardian.actor, at=behind)
        consent = Consent.objects.get()
    telling = {
        "id": uuid7(),
        "studio": home.school.studio_id,
        "partner": consent.partner,
        "reason": consent.purpose,
        "told": ["child_name"],
        "consent": consent.pk,
        "student": consent.student_id,
        "notice": consent.notice_version,
    }
    with pytest.raises(DatabaseError) as refused, connections["owner"].cursor() as cursor:
        cursor.execute(TELL, telling)

    assert request.consent_id == consent.pk
    assert consent.is_live(on=behind.date()) is True  # what the wrong clock believes
    assert refused.value.__cause__.sqlstate == NO_LONGER


@pytest.mark.parametrize("years", [-1, 1])
def test_when_it_was_given_is_not_for_the_browser_or_the_program_to_say(home: Home, years: int) -> None:
    wrong = now() + timedelta(days=365 * years)
    with home.school.inside(home.guardian):
        ask_partner(student_id=home.student.pk, partner="harbor", by=home.guardian.actor, at=wrong)
        given: datetime = Consent.objects.get().given_at

    assert abs(given - now()) < timedelta(minutes=5)


def test_a_denial_by_a_clock_that_runs_ahead_holds_at_the_next_click(home: Home) -> None:
    with home.school.inside(home.guardian):
        before = Student.objects.count()
    with home.school.inside(home.school.owner):
        record_custody_denial(
            student=home.student,
            guardian=home.guardian_row,
            evidence="Superior Court",
            by=home.school.owner.actor,
            at=now() + timedelta(minutes=10),
        )
    with home.school.inside(home.guardian):
        after = Student.objects.count()

    assert (before, after) == (1, 0)
