"""Attack 22: let a child sign in without a guardian's verified consent, or with a tick in a box."""

from __future__ import annotations

import psycopg
import pytest

from museminder.primitives.ids import uuid7
from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import refusal
from tests.databases import TestDatabase

REFUSED = "23514"
LOGIN = "update people_student set account_id = %s, is_adult = %s where studio_id = %s"


@pytest.fixture
def owner(live_database: TestDatabase):
    """Somebody who may write anything: what refuses is the database, not a grant."""
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as connection:
        yield connection


def test_a_child_has_no_account_without_a_live_consent(owner: psycopg.Connection, ours: Filled) -> None:
    account = ours.guardian.account_id
    with_consent = refusal(owner, LOGIN, [account, False, ours.studio_id])
    owner.execute(LOGIN, [account, False, ours.studio_id])
    owner.execute(
        "update consents_studentloginconsent set withdrawn_at = now() where studio_id = %s", [ours.studio_id]
    )
    left = owner.execute(
        "select count(account_id) from people_student where studio_id = %s", [ours.studio_id]
    ).fetchone()

    assert with_consent == ""
    assert left == (0,)  # taken back: signed out of the studio at once
    assert refusal(owner, LOGIN, [account, False, ours.studio_id]) == REFUSED
    assert refusal(owner, LOGIN, [account, True, ours.studio_id]) == ""  # of age: decides alone
    grown = "update people_student set account_id = %s, is_adult = true where studio_id = %s"
    owner.execute(grown, [account, ours.studio_id])
    younger = "update people_student set is_adult = false where studio_id = %s"
    assert refusal(owner, younger, [ours.studio_id]) == REFUSED


@pytest.mark.parametrize("method", ["tick_box", "checkbox", "email", "", "PAPER_FORM"])
def test_a_tick_in_a_box_is_no_consent(owner: psycopg.Connection, ours: Filled, method: str) -> None:
    change = "update consents_studentloginconsent set method = %s where studio_id = %s"

    assert refusal(owner, change, [method, ours.studio_id]) == REFUSED
    assert refusal(owner, change, ["video_call", ours.studio_id]) == ""


def test_a_consent_points_at_its_proof_and_is_a_guardians_who_may_give_it(
    owner: psycopg.Connection, ours: Filled
) -> None:
    owner.execute("update consents_studentloginconsent set withdrawn_at = now()")
    again = (
        "insert into consents_studentloginconsent (id, studio_id, student_id, guardian_id, method, evidence,"
        " recorded_by_name) select %s, studio_id, student_id, guardian_id, method, %s, '' from"
        " consents_studentloginconsent where studio_id = %s"
    )

    assert refusal(owner, again, [uuid7(), "Receipt 41", ours.studio_id]) == ""
    assert refusal(owner, again, [uuid7(), "", ours.studio_id]) == REFUSED
    owner.execute("update people_guardianship set may_consent = false")
    assert refusal(owner, again, [uuid7(), "Receipt 41", ours.studio_id]) == REFUSED
