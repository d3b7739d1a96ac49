"""Secrets are random, private, made once."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from museminder.foundation.embedded.secrets import ROLES, role_passwords, secret, secret_key, write_private


def test_role_passwords_are_made_once_for_every_role(tmp_path: Path) -> None:
    first = role_passwords(tmp_path)

    assert tuple(first) == ROLES
    assert len(set(first.values())) == len(ROLES)
    assert role_passwords(tmp_path) == first
    assert (tmp_path / "role-passwords.json").stat().st_mode & 0o777 == 0o600


def test_role_added_later_gets_a_password_and_the_others_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "role-passwords.json").write_text(json.dumps({"owner": "kept"}))

    passwords = role_passwords(tmp_path)

    assert passwords["owner"] == "kept"
    assert set(passwords) == set(ROLES)


def test_secrets_with_different_names_differ_and_stay(tmp_path: Path) -> None:
    assert secret(tmp_path, "one") == secret(tmp_path, "one")
    assert secret(tmp_path, "one") != secret(tmp_path, "two")
    assert (len(secret_key(tmp_path)), secret_key(tmp_path)) == (43, secret(tmp_path, "secret-key"))


def test_many_who_ask_at_once_get_the_same_secret(tmp_path: Path) -> None:
    got: list[str] = []
    asking = [threading.Thread(target=lambda: got.append(secret(tmp_path, "one"))) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()

    assert got == [secret(tmp_path, "one")] * 8


def test_private_file_does_not_follow_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("untouched")
    (tmp_path / "link").symlink_to(target)

    write_private(tmp_path / "link", "secret")

    assert target.read_text() == "untouched"
    assert (tmp_path / "link").read_text() == "secret"


@pytest.mark.parametrize("folder", ["", "secrets"])
def test_folders_are_closed_to_others(tmp_path: Path, folder: str) -> None:
    secret(tmp_path / "home", "one")

    assert (tmp_path / "home" / folder).stat().st_mode & 0o777 == 0o700
