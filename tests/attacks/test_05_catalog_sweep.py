"""Attack 5: a table, view, function, key or grant that lets a studio out; the command line finds it."""

from __future__ import annotations

import json

import psycopg

from museminder.cli.__main__ import main
from tests.databases import TestDatabase


def test_the_sweep_finds_nothing(live_database: TestDatabase, capsys) -> None:
    assert main(["isolation", "sweep", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}


def test_the_sweep_finds_what_was_planted(live_database: TestDatabase, capsys) -> None:
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as outside:
        outside.execute("create materialized view everything as select * from people_student")
        outside.execute("alter table people_contact no force row level security")

    assert main(["isolation", "sweep", "--json"]) == 1
    found = {finding["object"] for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert found == {"everything", "people_contact"}
