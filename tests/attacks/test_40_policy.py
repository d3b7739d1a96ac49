"""Attack 40: a policy that takes effect in 29 days, a back-dated notice, an edited text."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from museminder.primitives.clock import now
from tests.attacks.conftest import Login, refusal
from tests.databases import TestDatabase

POST = (
    "insert into privacy_policyversion (number, title, language, summary, material_for_children, blocks,"
    " blocks_for_children, effective_on, posted_by) values (2, 'New', 'en', '', false, '[]', '[]', {day}, 'X')"
)
CHECK, DENIED = "23514", "42501"
DAYS = "(clock_timestamp() at time zone 'UTC')::date + {}"


def posting(days: int) -> str:
    return POST.format(day=DAYS.format(days))


@pytest.mark.parametrize("days", [-3650, 0, 1, 29])
@pytest.mark.parametrize("role", ["operator", "owner"])
def test_a_notice_of_29_days_is_refused(login: Login, role: str, days: int) -> None:
    assert refusal(login(role), posting(days)) == CHECK


@pytest.mark.parametrize("role", ["operator", "owner"])
def test_a_notice_of_31_days_is_taken(login: Login, role: str) -> None:
    assert refusal(login(role), posting(31)) == ""


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "America/New_York"])
def test_another_time_zone_gains_nothing(login: Login, zone: str) -> None:
    connection = login("operator")
    connection.execute(f"set time zone '{zone}'")
    answers = [refusal(connection, posting(days)) for days in (28, 29, 31)]

    assert answers == [CHECK, CHECK, ""]  # whoever asks: a day begins when it does in UTC


def test_infinity_is_no_day(login: Login) -> None:
    for day in ("'infinity'", "'-infinity'"):
        assert refusal(login("operator"), POST.format(day=day)) == CHECK


def test_the_time_of_posting_cannot_be_given(login: Login) -> None:
    back_dated = posting(1).replace("posted_by)", "posted_by, posted_at)")
    back_dated = back_dated.replace("'X')", "'X', now() - interval '60 days')")

    assert refusal(login("operator"), back_dated) == DENIED
    assert refusal(login("owner"), back_dated) == CHECK  # even who migrates gets the database's own time


def test_a_transaction_held_open_does_not_hold_the_notice_back(login: Login) -> None:
    """The time is that of the statement, not of the transaction's beginning."""
    connection = login("operator")
    connection.execute("select pg_sleep(0.2)")
    connection.execute(posting(31))
    took = connection.execute("select posted_at - now() from privacy_policyversion where number = 2")

    assert took.fetchone()[0] >= timedelta(seconds=0.2)


@pytest.mark.parametrize("role", ["operator", "owner", "studio", "member", "worker", "accounts"])
def test_a_posted_text_cannot_be_edited(login: Login, role: str) -> None:
    connection = login(role)
    expected = CHECK if role == "owner" else DENIED
    for change in (
        "update privacy_policyversion set title = 'Softer'",
        "update privacy_policyversion set effective_on = '2000-01-01'",
        "delete from privacy_policyversion",
        "truncate privacy_policyversion cascade",
    ):
        assert refusal(connection, change) == expected


@pytest.mark.parametrize("role", ["studio", "member", "worker", "accounts"])
def test_only_the_operator_posts(login: Login, role: str) -> None:
    assert refusal(login(role), posting(60)) == DENIED


def test_a_green_result_cannot_be_declared(login: Login) -> None:
    declared = (
        "insert into privacy_promiseresult (id, check_name, ran_at, lasted_ms, program_version, examined, found,"
        " plant_found, kept, figure, details) values (gen_random_uuid(), 'isolation.sweep', now(), 1, 'x', {}, true,"
        " 'fine', '[]')"
    )
    for facts in ("0, 0, true", "10, 1, true", "10, 0, false"):
        assert refusal(login("worker"), declared.format(facts)) == CHECK
    assert refusal(login("worker"), declared.format("10, 0, true")) == ""
    assert refusal(login("studio"), declared.format("10, 0, true")) == DENIED


def test_a_run_cannot_be_dated_into_the_future(live_database: TestDatabase, login: Login) -> None:
    with psycopg.connect(live_database.role_dsn("worker")) as connection:
        connection.execute(
            "insert into privacy_promiseresult (id, check_name, ran_at, lasted_ms, program_version, examined, found,"
            " plant_found, kept, figure, details) values (gen_random_uuid(), 'x', now() + interval '1 year', 1, 'x',"
            " 1, 0, true, true, 'fine', '[]')"
        )
        [ran_at] = connection.execute("select ran_at from privacy_promiseresult").fetchone()
    assert timedelta() <= now() - ran_at < timedelta(minutes=1)
