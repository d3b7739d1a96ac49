"""Attack 23: use a consent for another child, another partner, an older text, after it was withdrawn, after its end.

And: withdraw it and tell the partner at the same moment.
"""

from __future__ import annotations

import threading
import time
from datetime import date
from uuid import UUID

import psycopg
import pytest

from museminder.primitives.ids import uuid7
from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, refusal
from tests.databases import TestDatabase

TELL = """
insert into outside_disclosure (id, studio_id, third_party, reason, told, subjects, basis, consent_id, student_id,
  notice_version, host, what)
values (%(id)s, %(studio)s, %(partner)s, %(reason)s, %(told)s, '{}', 'consent', %(consent)s, %(student)s, %(notice)s,
  'api.harbor-insurance.example', 'POST /applications')
"""
WITHDRAW = "update consents_consent set withdrawn_at = clock_timestamp() where studio_id = %s and id = %s"
NOBODY_FITS, NO_LONGER = "23503", "23514"


@pytest.fixture
def owner(live_database: TestDatabase):
    """Somebody who may write anything: what refuses is the database, not a grant."""
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as connection:
        yield connection


def facts(ours: Filled, **changed: object) -> dict[str, object]:
    consent = ours.rows["consents.Consent"]
    return {
        "id": uuid7(),
        "studio": ours.studio_id,
        "partner": consent.partner,
        "reason": consent.purpose,
        "told": ["child_name"],
        "consent": consent.pk,
        "student": consent.student_id,
        "notice": consent.notice_version,
    } | changed


def another_student(owner: psycopg.Connection, ours: Filled) -> UUID:
    columns = [
        row[0]
        for row in owner.execute(
            "select attname from pg_attribute where attrelid = 'people_student'::regclass and attnum > 0"
            " and not attisdropped and attgenerated = '' and attname not in ('id', 'membership_id', 'account_id')"
        )
    ]
    number, names = uuid7(), ", ".join(columns)
    owner.execute(
        f"insert into people_student (id, {names}) select %s, {names} from people_student"
        " where studio_id = %s and id = %s",
        [number, ours.studio_id, ours.rows["people.Student"].pk],
    )
    return number


def test_a_consent_fits_its_child_its_partner_its_purpose_and_its_text_alone(
    owner: psycopg.Connection, ours: Filled
) -> None:
    sibling = another_student(owner, ours)

    assert refusal(owner, TELL, facts(ours)) == ""
    assert refusal(owner, TELL, facts(ours, student=sibling)) == NOBODY_FITS
    assert refusal(owner, TELL, facts(ours, partner="stripe")) == NOBODY_FITS
    assert refusal(owner, TELL, facts(ours, reason="payment")) == NOBODY_FITS
    assert refusal(owner, TELL, facts(ours, notice=facts(ours)["notice"] + 1)) == NOBODY_FITS
    assert refusal(owner, TELL, facts(ours, consent=uuid7())) == NOBODY_FITS


def test_more_than_was_agreed_to_and_nothing_under_no_consent(
    owner: psycopg.Connection, ours: Filled
) -> None:
    without = dict.fromkeys(["consent", "student", "notice"])

    assert refusal(owner, TELL, facts(ours, told=["child_name", "guardian_email"])) == NO_LONGER
    assert refusal(owner, TELL, facts(ours, **without)) == NO_LONGER
    assert refusal(owner, TELL.replace("'consent'", "'contract'"), facts(ours, **without)) == NO_LONGER
    assert refusal(owner, TELL, facts(ours, told=["marketing_profile"])) == NO_LONGER


def test_after_it_was_withdrawn_and_after_the_agreement_ended(
    owner: psycopg.Connection, ours: Filled
) -> None:
    consent = ours.rows["consents.Consent"].pk
    owner.execute("update consents_consent set holds_until = %s where id = %s", [date(2026, 1, 1), consent])
    ended = refusal(owner, TELL, facts(ours))
    owner.execute("update consents_consent set holds_until = %s where id = %s", [date(2099, 1, 1), consent])
    assert refusal(owner, TELL, facts(ours)) == ""
    owner.execute(WITHDRAW, [ours.studio_id, consent])

    assert (ended, refusal(owner, TELL, facts(ours))) == (NO_LONGER, NO_LONGER)
    assert refusal(owner, "update consents_consent set withdrawn_at = null") == NO_LONGER


def withdrawn_while_told(live_database: TestDatabase, ours: Filled) -> tuple[bool, bool]:
    """Tell and keep the transaction open; withdraw meanwhile; then commit. Who was first: told, withdrawn?"""
    consent = ours.rows["consents.Consent"].pk
    done: list[float] = []
    with psycopg.connect(live_database.superuser_dsn()) as telling:
        telling.execute(TELL, facts(ours))

        def withdraw() -> None:
            with psycopg.connect(live_database.superuser_dsn()) as other:
                other.execute(WITHDRAW, [ours.studio_id, consent])
            done.append(time.monotonic())

        thread = threading.Thread(target=withdraw)
        thread.start()
        thread.join(timeout=0.7)
        waited = not done
        told_at = time.monotonic()
        telling.commit()
        thread.join()
    return waited, done[0] >= told_at


def test_a_withdrawal_waits_for_what_is_being_told(
    owner: psycopg.Connection, live_database: TestDatabase, ours: Filled
) -> None:
    assert withdrawn_while_told(live_database, ours) == (True, True)
    assert refusal(owner, TELL, facts(ours)) == NO_LONGER


def test_what_is_told_waits_for_a_withdrawal_and_is_refused(
    owner: psycopg.Connection, live_database: TestDatabase, ours: Filled
) -> None:
    answers: list[str] = []
    with psycopg.connect(live_database.superuser_dsn()) as withdrawing:
        withdrawing.execute(WITHDRAW, [ours.studio_id, ours.rows["consents.Consent"].pk])
        thread = threading.Thread(target=lambda: answers.append(refusal(owner, TELL, facts(ours))))
        thread.start()
        thread.join(timeout=0.7)
        waited = not answers
        withdrawing.commit()
        thread.join()

    assert (waited, answers) == (True, [NO_LONGER])


def test_without_the_lock_both_would_win(
    owner: psycopg.Connection, live_database: TestDatabase, ours: Filled
) -> None:
    """The mutant: the same function without FOR SHARE lets a withdrawal pass by what is being told."""
    body = owner.execute("select pg_get_functiondef('sec.consent_is_live()'::regprocedure)").fetchone()[0]
    owner.execute(
        "alter table outside_disclosure drop constraint disclosure_under_consent"
    )  # locks the key too
    assert withdrawn_while_told(live_database, ours)[0] is True
    owner.execute("alter table consents_consent disable trigger consents_withdrawn_for_good")
    owner.execute("update consents_consent set withdrawn_at = null")
    owner.execute(body.replace("FOR SHARE", ""))

    assert withdrawn_while_told(live_database, ours)[0] is False


def test_nobody_agrees_who_may_not(login: Login, owner: psycopg.Connection, ours: Filled) -> None:
    again = (
        "insert into consents_consent (id, studio_id, student_id, guardian_id, partner, purpose, told, notice_version,"
        " holds_until, given_by_name, withdrawn_by_name) select %s, studio_id, student_id, guardian_id, 'another',"
        " purpose, told, notice_version, holds_until, '', '' from consents_consent where studio_id = %s"
    )
    wish = [uuid7(), ours.studio_id]
    assert refusal(owner, again, wish) == ""
    right = "update people_guardianship set may_consent = %s where studio_id = %s"
    owner.execute(right, [False, ours.studio_id])
    without_right = refusal(owner, again, wish)
    owner.execute(right, [True, ours.studio_id])
    owner.execute(
        "update people_custodydenial set guardian_id = %s, starts_at = now() - interval '1 day', ended_at = null"
        " where studio_id = %s",
        [ours.rows["people.Guardian"].pk, ours.studio_id],
    )

    assert (without_right, refusal(owner, again, wish)) == (NO_LONGER, NO_LONGER)
