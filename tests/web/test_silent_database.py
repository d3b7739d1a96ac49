"""A server is lost while a page is made: what only reads is asked again, what is sent counts once, the rest waits."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from django.test import Client

from tests.browsing import client_of
from tests.databases import TestDatabase, close_all
from tests.schools import School

PROGRAMS = "courses/programs/create/"
# Ends the connection that it runs on, so often as the sequence says: what a rolled-back transaction took from a
# sequence stays taken.
LOST = """
create sequence public.lost;
grant usage on sequence public.lost to public;
create function public.lose() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if nextval('public.lost') <= {times} then perform pg_terminate_backend(pg_backend_pid()); end if;
  return null;
end $$;
create constraint trigger lose after insert on courses_program {when} for each row execute function public.lose();
"""
AT_COMMIT, AT_ONCE = "deferrable initially deferred", ""


@pytest.fixture
def client(live_school: School) -> Client:
    client = client_of(live_school.owner)
    client.raise_request_exception = False
    return client


def lose(database: TestDatabase, *, when: str, times: int) -> None:
    with psycopg.connect(database.superuser_dsn(), autocommit=True) as server:
        server.execute(LOST.format(when=when, times=times))


def kept(database: TestDatabase) -> list[str]:
    with psycopg.connect(database.superuser_dsn()) as server:
        return [name for (name,) in server.execute("select name from courses_program order by name")]


def sent(client: Client, school: School, *, key: str | None = None, **typed: str) -> Any:
    form = {"name": "Strings", "kind": "music", "idempotency_key": key or str(uuid4())} | typed
    return client.post(f"/{school.slug}/{PROGRAMS}", form, secure=True)


def test_connections_that_a_restart_left_behind_are_not_noticed(
    live_school: School, live_database: TestDatabase, client: Client
) -> None:
    page = f"/{live_school.slug}/courses/programs/"
    assert client.get(page, secure=True).status_code == 200
    ours = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = %s and usename = 'studio'"
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as server:
        assert server.execute(ours, [live_database.name]).fetchone() != (0,)

    assert client.get(page, secure=True).status_code == 200


@pytest.mark.parametrize("when", [AT_ONCE, AT_COMMIT])
def test_what_was_sent_once_is_kept_once_though_the_connection_was_lost(
    when: str, live_school: School, live_database: TestDatabase, client: Client
) -> None:
    lose(live_database, when=when, times=1)

    answer = sent(client, live_school)

    assert (answer.status_code, kept(live_database)) == (302, ["Strings"])


def test_lost_twice_it_says_so_and_hands_back_what_was_typed(
    live_school: School, live_database: TestDatabase, client: Client
) -> None:
    lose(live_database, when=AT_COMMIT, times=2)
    key = str(uuid4())

    answer = sent(client, live_school, key=key, name='A "quoted" </textarea> name')

    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"], kept(live_database)) == (503, "5", [])
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'<textarea name="idempotency_key" hidden>\n{key}</textarea>' in page
    assert "A &#34;quoted&#34; &lt;/textarea&gt; name</textarea>" in page
    assert sent(client, live_school, key=key).status_code == 302
    assert sent(client, live_school, key=key).status_code == 302
    assert kept(live_database) == ["Strings"]


@pytest.mark.parametrize("part", [False, True])
def test_without_a_database_every_page_asks_for_patience(
    part: bool, live_school: School, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for alias in ("studio", "default"):
        monkeypatch.setitem(connections[alias].settings_dict, "HOST", "/nowhere")
        monkeypatch.setitem(connections[alias].settings_dict["OPTIONS"]["pool"], "timeout", 0.2)
    close_all()
    headers = {"HX-Request": "true"} if part else {}
    typed = {"login": "ana@example.org", "password": "chrysanthemum"}
    stranger = Client(headers={"host": "studio.localhost"}, raise_request_exception=False)

    answers = [
        client.get(f"/{live_school.slug}/courses/programs/", secure=True, headers=headers),
        stranger.post("/accounts/login/", typed, secure=True, headers=headers),
    ]

    assert [(each.status_code, each.headers["Retry-After"]) for each in answers] == [(503, "5")] * 2
    assert ["<title>" in each.content.decode() for each in answers] == [not part] * 2
    assert "chrysanthemum" not in answers[1].content.decode()
    close_all()
