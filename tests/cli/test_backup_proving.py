"""What whoever looks through the backups is told, and what is written down of it."""

from __future__ import annotations

import json

import pytest

from museminder.cli.__main__ import main
from museminder.foundation.backups.results import VERIFY, last_result
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept


@pytest.mark.usefixtures("on_this_computer")
def test_a_look_is_told_in_figures_and_damage_by_its_first_file(
    kept: Kept,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(kept.embedded.home))
    taken, before = take(kept, incremental=False), last_result(kept.embedded.home, VERIFY)
    verify = ["backup", "verify", *(part for file in kept.key_files for part in ("--key", str(file)))]
    capsys.readouterr()
    whole = main([*verify, taken.name, "--json"])
    told = json.loads(capsys.readouterr().out)
    content = kept.store_folder / f"public/{taken.system}/base/{taken.name}/content.age"
    kept_bytes = content.read_bytes()
    content.write_bytes(kept_bytes[:-100])
    cut = main([*verify, taken.name])
    said = capsys.readouterr().out.splitlines()
    content.write_bytes(kept_bytes)
    every_cluster = main(verify)
    refused = capsys.readouterr().err

    assert (whole, told["wrong"], told["first_wrong"]) == (0, [], None)
    assert [(each["cluster"], each["backup"], each["backups"]) for each in told["clusters"]] == [
        ("public", taken.name, 1)
    ]
    assert (
        cut,
        said[-1].startswith(f"WRONG: public/{taken.system}/base/{taken.name}/content.age is cut"),
    ) == (
        1,
        True,
    )
    assert (every_cluster, refused.strip()) == (
        1,
        "The store holds no finished backup of the vault cluster.",
    )
    assert last_result(kept.embedded.home, VERIFY) == before  # one backup by its name is not all of them


@pytest.mark.usefixtures("on_this_computer")
def test_status_says_what_is_late_and_that_a_folder_is_near(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(kept.embedded.home))
    take(kept, incremental=False)
    capsys.readouterr()
    ended = main(["backup", "status", "--json"])
    told = json.loads(capsys.readouterr().out)

    assert (ended, told["elsewhere"], told["clusters"][0]["newest"]) == (1, False, None)
    assert "vault: there is no finished backup" in told["wrong"]
    assert [wrong for wrong in told["wrong"] if wrong.startswith("public: ")] == [
        "public: its log is not shipped"
    ]
