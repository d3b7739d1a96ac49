"""A school closes: keys destroyed on the day, a hold puts it off."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

import pytest
from django.db import connections
from django.db.models import QuerySet

from museminder.domain.privacy.actions.closing import close_studio, reopen_studio
from museminder.domain.privacy.actions.legal_holds import place_legal_hold
from museminder.domain.privacy.models import StudioClosing
from museminder.domain.privacy.queries.erasures import people_back_again
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.jobs import fan_out
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.connecting import KEEPER, vault_connection
from museminder.foundation.vault.destroying import known_erasures
from museminder.foundation.vault.keys.subject_keys import own_subject
from museminder.primitives.clock import now
from tests.browsing import get, post
from tests.factories.people import make_family, make_student
from tests.schools import School, open_school
from tests.sites.studio.switching.test_imports import work

CLOSING = "privacy/closing/"


def later(days: int) -> None:
    """Have so many days pass for whatever is closing, and let a worker do what is due."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update privacy_studioclosing set begun_at = begun_at - make_interval(days => %s),"
            " destroy_on = destroy_on - %s",
            [days, days],
        )
        cursor.execute("update procrastinate_jobs set scheduled_at = now() where status = 'todo'")
    work()


def is_readable(school: School) -> bool:
    """Whether what was sealed in a school can be opened."""
    with vault_connection(KEEPER) as connection:
        row = connection.execute(
            "select count(*) from keys.subject_key where studio_id = %s", [school.studio_id]
        ).fetchone()
    return row[0] > 0


def test_keys_go_on_the_day_unless_something_must_be_kept_and_nobody_enters_again(
    live_school: School,
) -> None:
    # With a number that no other test's school has: its keys stay destroyed in the vault they share.
    school = open_school("closes", "Closes", id=10**6 + secrets.randbelow(10**9))
    other, owner = live_school, school.owner
    for each in (other, school):
        with each.inside(each.owner):
            student = make_student(each, make_family(each), "Luz", birth_date=date(2015, 2, 13))
    with school.inside(owner):
        facts = {"student_id": student.pk, "reason": "Court", "review_on": now().date() + timedelta(days=90)}
        hold = place_legal_hold(**facts, by=owner.actor, at=now())
        name = Studio.objects.get().name
        close_studio(studio_id=school.studio_id, typed_name=name, by=owner.actor, at=now())
    states = []
    for days in (85, 10):
        later(days)
        closing = QuerySet(StudioClosing, using="owner").get()
        states.append((closing.held_since is not None, closing.destroyed_at, is_readable(school)))
    page = get(owner, school, CLOSING).content.decode()
    ended = post(owner, school, f"privacy/retention/holds/{hold.pk}/endings/", {})
    later(0)
    closing = QuerySet(StudioClosing, using="owner").get()
    readable = (is_readable(school), is_readable(other))
    gone = get(owner, school, "").status_code
    # An older copy of the studios' database comes back, from before anything was closed.
    QuerySet(Studio, using="owner").filter(pk=school.studio_id).update(closed_at=None, closing_at=None)
    back = people_back_again([(each.studio_id, each.subject_id) for each in known_erasures()])
    fan_out("privacy.replay_erasures")
    work()

    assert states == [(False, None, True), (True, None, True)]
    assert ("legal hold keeps something" in page, ended.status_code) == (True, 302)
    assert (closing.destroyed_at is not None, closing.key_count > 0) == (True, True)
    assert closing.gone_from_backups_on > closing.destroyed_at.date()
    assert (readable, gone) == ((False, True), 404)
    assert back == [(school.studio_id, own_subject(school.studio_id))]
    assert get(owner, school, "").status_code == 404
    assert get(other.owner, other, "").status_code == 200


def test_what_is_not_closing_is_not_opened_again(live_school: School) -> None:
    with live_school.inside(live_school.owner), pytest.raises(Refused, match="not closing"):
        reopen_studio(studio_id=live_school.studio_id, by=live_school.owner.actor, at=now())
