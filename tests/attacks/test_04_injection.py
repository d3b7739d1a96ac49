"""Attack 4: SQL in every text a page takes; the answer holds rows of one's own studio and is never a failure."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

import psycopg
import pytest

from museminder.promise.probe.filling import Filled
from museminder.promise.probe.pages import addresses, client_of
from tests.attacks.conftest import enter
from tests.databases import TestDatabase

PLANTED = (
    "'",
    "''",
    '"',
    "' or '1'='1",
    "' or 1=1--",
    "' or 1=1/*",
    "') or ('1'='1",
    "')) or 1=1--",
    "1 or 1=1",
    "%' or '%'='",
    "%",
    "_",
    "\\",
    "\\' or 1=1--",
    "'; select set_config('app.ctx', '1|||studio|owner||||1|1#00', true)--",
    "'; reset role--",
    "'; set row_security = off--",
    "'; drop table people_family--",
    "'; delete from people_family--",
    "'; update people_family set name = 'Owned'--",
    "' union select null--",
    "' union select name from people_family--",
    "' union all select null, null, null--",
    "1; select pg_sleep(5)--",
    "' and (select count(*) from identity_session) > 0--",
    "' || (select secret_hash from sec.job_attempt limit 1) || '",
    "${7*7}{{7*7}}",
    "admin'--",
    "\u02bc or 1=1--",
    "%27%20or%201=1",
)
# What pages read from the address; every one of them is tried on every list.
ASKED = (
    "q",
    "state",
    "page",
    "season",
    "program",
    "student",
    "offering",
    "starts_on",
    "kind",
    "view",
    "day",
    "columns",
)


@pytest.mark.slow
def test_every_list_answers_with_ones_own_rows(ours: Filled, theirs: Filled) -> None:
    clients = {"studio": client_of(ours.owner), "member": client_of(ours.guardian)}
    pages = [each for each in addresses() if not each.ids]
    wrong = []
    for page in pages:
        for text in PLANTED:
            query = urlencode(dict.fromkeys(ASKED, text))
            answer = clients[page.site].get(f"{page.path(ours.slug, {})}?{query}", secure=True)
            if answer.status_code >= 500 or theirs.slug.encode() in answer.content:
                wrong.append((page.pattern, text, answer.status_code))

    assert len(pages) > 20
    assert wrong == []


def test_a_search_finds_what_is_there_and_only_in_ones_own_studio(ours: Filled, theirs: Filled) -> None:
    found = client_of(ours.owner).get("/ours/search/?q=ours", secure=True).content
    sought = client_of(ours.owner).get("/ours/search/?q=theirs+name", secure=True).content
    at_home = client_of(theirs.owner).get("/theirs/search/?q=theirs+name", secure=True).content

    family = str(theirs.rows["people.Family"].pk).encode()
    assert str(ours.rows["people.Family"].pk).encode() in found
    assert (family in sought, family in at_home) == (False, True)


def test_what_is_planted_in_a_form_is_stored_as_text(ours: Filled, theirs: Filled) -> None:
    answers = {
        client_of(ours.owner)
        .post(
            "/ours/people/families/create/",
            {"name": f"X {text}", "started_on": "2026-05-01", "idempotency_key": uuid.uuid4().hex},
            secure=True,
        )
        .status_code
        for text in PLANTED[10:20]
    }

    assert answers == {302}
    assert client_of(theirs.owner).get("/theirs/people/families/", secure=True).status_code == 200
    page = client_of(ours.owner).get("/ours/people/families/?q=X", secure=True).content.decode()
    assert "drop table people_family--" in page


def test_injected_sql_reaches_no_further_than_the_session(
    live_database: TestDatabase, ours: Filled, theirs: Filled
) -> None:
    """What an injection could do if there were one: everything the site's own login may say."""
    with psycopg.connect(live_database.role_dsn("studio")) as connection:
        enter(connection, ours.owner, ours)
        assert (
            connection.execute("select 1 from people_student union all select 1 from people_family").rowcount
            == 3
        )
        connection.execute("reset role")
        assert connection.execute("select studio_id from people_student").fetchall() == [(ours.studio_id,)]
        connection.execute("set row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):  # refuses rather than shows everything
            connection.execute("select studio_id from people_student")
