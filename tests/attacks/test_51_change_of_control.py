"""Attack 51: a sale said too late, altered afterwards, posted by somebody else, or answered for a school."""

from __future__ import annotations

import pytest
from django.db import connections

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter, refusal

POST = (
    "insert into privacy_changeofcontrol (id, taken_over_by, what_changes, effective_on, posted_by)"
    " values (gen_random_uuid(), 'Another', 'Nothing', {day}, 'X')"
)
CHECK, DENIED, EXISTS, MISSING = "23514", "42501", "23505", "23503"
DAYS = "(clock_timestamp() at time zone 'UTC')::date + {}"


@pytest.mark.parametrize("day", [*(DAYS.format(days) for days in (-3650, 0, 29)), "'infinity'"])
def test_an_announcement_of_29_days_is_refused(login: Login, day: str) -> None:
    assert refusal(login("owner"), POST.format(day=day)) == CHECK


def test_what_was_announced_stays_and_only_an_operator_announces(login: Login) -> None:
    in_time = POST.format(day=DAYS.format(31))
    back_dated = POST.format(day=DAYS.format(1)).replace("posted_by)", "posted_by, posted_at)")
    back_dated = back_dated.replace("'X')", "'X', now() - interval '60 days')")
    at_once = "set constraints all immediate"
    changes = (
        "update privacy_changeofcontrol set effective_on = '2000-01-01'",
        "delete from privacy_changeofcontrol",
        "truncate privacy_changeofcontrol cascade",
    )

    assert refusal(login("owner"), back_dated) == CHECK
    assert {refusal(login("owner"), f"{in_time}; {at_once}; {change}") for change in changes} == {CHECK}
    for role in (
        "operator",
        "studio",
        "member",
        "worker",
        "accounts",
    ):  # an operator outside the door is nobody
        assert {refusal(login(role), each) for each in (in_time, *changes)} == {DENIED}


def test_nobody_answers_for_another_school(ours: Filled, theirs: Filled, login: Login) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select change_id from privacy_transferchoice where studio_id = %s", [theirs.studio_id]
        )
        [change] = cursor.fetchone()
    answer = (
        f"insert into privacy_transferchoice (id, studio_id, change_id, goes_along, chosen_at, chosen_by_name)"
        f" values (gen_random_uuid(), {{}}, '{change}', true, now(), 'X')"
    )
    studio, member = login("studio"), login("member")
    enter(studio, ours.owner, ours)
    enter(member, ours.guardian, ours)
    altered = studio.execute(
        "update privacy_transferchoice set goes_along = true where studio_id = %s", [theirs.studio_id]
    )

    assert refusal(studio, answer.format(theirs.studio_id)) == DENIED
    assert refusal(studio, answer.format(ours.studio_id)) == ""
    assert refusal(member, answer.format(ours.studio_id)) == DENIED
    assert (
        refusal(studio, answer.format(ours.studio_id).replace(str(change), str(ours.studio_id).zfill(32)))
        == MISSING
    )
    assert altered.rowcount == 0
