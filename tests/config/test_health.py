"""Whoever watches over the servers is told which database does not answer, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections
from django.test import Client

from museminder.config import health
from museminder.foundation.published.connecting import close_public_connections
from museminder.foundation.vault.connecting import close_vault_connections
from tests.databases import TestDatabase, close_all

NOWHERE = "/nowhere"


@pytest.fixture(autouse=True)
def asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "KEPT_FOR", 0.0)


def asked(path: str, host: str = "10.0.0.7") -> tuple[int, dict[str, Any]]:
    answer = Client(headers={"host": host}).get(path)
    return answer.status_code, answer.json()


def test_a_process_that_lives_says_so_under_any_name_and_asks_no_database(settings: Any) -> None:
    settings.VAULT_SERVER = settings.PUBLIC_SERVER = {"host": NOWHERE, "dbname": "none"}

    assert asked("/livez") == (200, {"status": "ok"})


def test_a_process_whose_databases_answer_is_ready(live_database: TestDatabase) -> None:
    assert asked("/readyz") == (200, {"status": "ok", "studios": "ok", "vault": "ok", "public": "ok"})


def test_without_the_vault_or_the_public_database_studios_are_still_served(
    live_database: TestDatabase, settings: Any
) -> None:
    close_vault_connections()
    close_public_connections()
    settings.VAULT_SERVER = settings.PUBLIC_SERVER = {"host": NOWHERE, "dbname": "none"}

    assert asked("/readyz") == (200, {"status": "ok", "studios": "ok", "vault": "silent", "public": "silent"})


def test_without_the_studios_database_it_is_not_ready(
    live_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connections["studio"].settings_dict, "HOST", NOWHERE)
    close_all()
    monkeypatch.setitem(connections["studio"].settings_dict["OPTIONS"]["pool"], "timeout", 0.3)

    assert asked("/readyz") == (
        503,
        {"status": "silent", "studios": "silent", "vault": "ok", "public": "ok"},
    )
    close_all()
