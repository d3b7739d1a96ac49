"""Attack 22: let a child sign in without a guardian's verified consent, or with a tick in a box."""

from __future__ import annotations

import psycopg
import pytest

from museminder.primitives.ids import uuid7
from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import refusal
from tests.databases import TestDatabase
from tests.domain.consents.queries.test_asked_again import IN_EFFECT

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


AGAIN = (
    "insert into consents_studentloginconsent (id, studio_id, student_id, guardian_id, method, evidence,"
    " recorded_by_name) select %s, studio_id, student_id, guardian_id, %s, %s, '' from"
    " consents_studentloginconsent where studio_id = %s limit 1"
)


def test_nobody_writes_a_card_payment_down_that_did_not_arrive(
    owner: psycopg.Connection, ours: Filled
) -> None:
    """A request is there; the payment for it only calls itself paid, then is really received."""
    owner.execute("update consents_studentloginconsent set withdrawn_at = now()")
    request = owner.execute(
        "insert into consents_studentloginrequest (id, studio_id, student_id, guardian_id, problem) select %s,"
        " studio_id, student_id, guardian_id, '' from consents_studentloginconsent where studio_id = %s limit 1"
        " returning id, asked_at",
        [uuid7(), ours.studio_id],
    ).fetchone()
    by_card = [uuid7(), "card_payment", "Card payment pi_1", ours.studio_id]
    asked_only = refusal(owner, AGAIN, by_card)
    owner.execute(
        "update billing_paymentattempt set login_request_id = %s, state = 'paid', transaction_id = 'pi_1'"
        " where studio_id = %s",
        [request[0], ours.studio_id],
    )
    says_paid = refusal(owner, AGAIN, by_card)
    owner.execute("alter table billing_receipt disable trigger user")  # the books change nothing by hand
    owner.execute(
        "update billing_receipt set gateway_transaction_id = 'pi_1', method = 'card', reversed_at = null,"
        " returned_on = null, return_reason = '' where studio_id = %s",
        [ours.studio_id],
    )
    arrived = refusal(owner, AGAIN, by_card)
    owner.execute(AGAIN, by_card)
    given = owner.execute(
        "select given_at from consents_studentloginconsent where evidence = 'Card payment pi_1'"
    ).fetchone()

    assert (asked_only, says_paid, arrived) == (REFUSED, REFUSED, "")
    assert given == (request[1],)  # agreed to when asked for, not when the money came


def test_nobody_asks_by_card_for_somebody_elses_child(live_database: TestDatabase, ours: Filled) -> None:
    asking = (
        "insert into consents_studentloginrequest (id, studio_id, student_id, guardian_id, problem)"
        " select %s, studio_id, student_id, guardian_id, '' from people_guardianship limit 1"
    )
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as owner:
        own = refusal(owner, asking, [uuid7()])
        owner.execute("update people_guardianship set may_consent = false")
        without_right = refusal(owner, asking, [uuid7()])

    assert (own, without_right) == ("", REFUSED)


def test_a_child_sees_nothing_once_a_policy_holds_that_its_guardian_did_not_know(
    owner: psycopg.Connection, ours: Filled
) -> None:
    account = ours.guardian.account_id
    owner.execute(LOGIN, [account, False, ours.studio_id])
    seen = "select cardinality(sec.own_records(%s, %s, now()))"
    counts = []
    for material, days in (("false", 0), ("true", 1), ("true", 0)):
        with owner.transaction(force_rollback=True):
            owner.execute(IN_EFFECT.format(material=material, days=days))
            counts += owner.execute(seen, [ours.studio_id, account]).fetchone()

    assert counts == [1, 1, 0]


def test_a_consent_points_at_its_proof_and_is_a_guardians_who_may_give_it(
    owner: psycopg.Connection, ours: Filled
) -> None:
    owner.execute("update consents_studentloginconsent set withdrawn_at = now()")

    assert refusal(owner, AGAIN, [uuid7(), "paper_form", "Folder 3", ours.studio_id]) == ""
    assert refusal(owner, AGAIN, [uuid7(), "paper_form", "", ours.studio_id]) == REFUSED
    owner.execute("update people_guardianship set may_consent = false")
    assert refusal(owner, AGAIN, [uuid7(), "paper_form", "Folder 3", ours.studio_id]) == REFUSED
