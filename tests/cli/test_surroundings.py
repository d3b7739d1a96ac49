"""The environment says where things are; without it there are defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.cli.surroundings import PROJECT, surroundings

NAMES = ("HOME", "PORT", "PAY_PORT", "SMTP_PORT", "MAILBOX_PORT", "DATABASE")


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*(f"MUSEMINDER_{name}" for name in NAMES), "DATABASE_URL", "DATABASE_SUPERUSER_URL"):
        monkeypatch.delenv(name, raising=False)


def test_defaults() -> None:
    here = surroundings()

    assert (here.home, here.port, here.database) == (PROJECT / "var", 8443, "museminder")
    assert (here.pay_port, here.mail_port, here.mailbox_port) == (8444, 8445, 8446)
    assert here.superuser_url is None


def test_other_ports_follow_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSEMINDER_PORT", "9000")

    assert (surroundings().pay_port, surroundings().mail_port, surroundings().mailbox_port) == (
        9001,
        9002,
        9003,
    )


def test_home_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUSEMINDER_HOME", "things")

    assert surroundings().home == tmp_path / "things"


def test_server_s_address_names_the_database_and_may_be_its_superuser_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@server.example/school%20one")

    assert surroundings().database == "school one"
    assert surroundings().superuser_url == "postgresql://postgres@server.example/school%20one"


def test_superuser_has_an_address_of_its_own_if_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://server.example/school")
    monkeypatch.setenv("DATABASE_SUPERUSER_URL", "postgresql://postgres@server.example/postgres")

    assert surroundings().superuser_url == "postgresql://postgres@server.example/postgres"


def test_superuser_s_address_alone_does_not_leave_the_embedded_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_SUPERUSER_URL", "postgresql://postgres@server.example/postgres")

    assert surroundings().superuser_url is None
