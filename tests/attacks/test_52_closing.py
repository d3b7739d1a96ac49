"""Attack 52: writing into a school that closes, closing one that is not one's own, destroying before the day."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connections

from museminder.promise.probe.filling import Filled
from tests.attacks.conftest import Login, enter, refusal

CHECK, DENIED, READ_ONLY = "23514", "42501", "25006"
CLOSE = "update tenancy_studio set closing_at = now() where id = {}"
DESTROYED = (
    "update privacy_studioclosing set destroyed_at = {}, reopened_at = null, gone_from_backups_on = {}"
)


def test_a_school_that_closes_is_read_and_not_written(ours: Filled, theirs: Filled, login: Login) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(CLOSE.format(ours.studio_id))
    writes = {
        "studio": ("update people_family set name = name", "delete from people_contact"),
        "member": ("update people_guardian set first_name = first_name",),
    }
    for site, person in (("studio", ours.owner), ("member", ours.guardian)):
        connection = login(site)
        enter(connection, person, ours)
        assert connection.execute("select count(*) from people_guardian").fetchone()[0] > 0
        assert {refusal(connection, write) for write in writes[site]} == {READ_ONLY}
        with pytest.raises(psycopg.Error, match="transaction read-write mode"):
            connection.execute("set transaction read write")
    theirs_stays = login("studio")
    enter(theirs_stays, theirs.owner, theirs)
    assert refusal(theirs_stays, writes["studio"][0]) == ""


def test_only_the_owner_closes_and_nobody_before_the_day(ours: Filled, theirs: Filled, login: Login) -> None:
    studio = login("studio")
    enter(studio, ours.owner, ours)
    assert refusal(studio, CLOSE.format(ours.studio_id)) == ""
    assert refusal(studio, CLOSE.format(ours.studio_id).replace("closing_at", "closed_at")) == DENIED
    assert studio.execute(CLOSE.format(theirs.studio_id)).rowcount == 0
    early = DESTROYED.format("(destroy_on - 1)::timestamp at time zone 'UTC'", "destroy_on")
    on_the_day = DESTROYED.format("destroy_on::timestamp at time zone 'UTC'", "destroy_on + 30")
    sooner = "update privacy_studioclosing set destroy_on = begun_at::date + 80, destroyed_at = null"

    assert {refusal(login("owner"), each) for each in (early, sooner)} == {CHECK}
    assert refusal(login("owner"), on_the_day) == ""
    assert {refusal(login(role), early) for role in ("member", "operator", "accounts")} == {DENIED}
