"""A drill that fails says why, is written down as failed, and leaves nothing behind."""

from __future__ import annotations

import json

import pytest

from museminder.cli.__main__ import main
from museminder.cli.backup_drill import _lines
from museminder.foundation.backups.results import DRILL, Result, last_result
from museminder.primitives.clock import now
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept

FIGURES = {
    "tables": 137,
    "rows": 14981,
    "canaries": 3,
    "erased": 1,
    "child_erased_again": True,
    "log_entries": 12,
    "transactions": 619,
    "seconds_to_restore": 48.52,
    "seconds_lost": 14.6,
    "searched": {"objects": 13, "bytes": 12_516_287, "found": [], "plant_found": True},
}


def test_what_failed_is_a_result_as_well(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(kept.embedded.home))
    take(kept, incremental=False)
    ended = main(["backup", "drill", "--json", *(f"--key={file}" for file in kept.key_files)])
    told = json.loads(capsys.readouterr().out)
    found = last_result(kept.embedded.home, DRILL)
    left = list(kept.arranged.folder.glob("throwaway-*"))

    assert (ended, told["passed"], told["wrong"], left) == (
        1,
        False,
        ["The store holds no finished backup of the vault cluster."],
        [],
    )
    assert found is not None
    assert (found.passed, list(found.wrong), found.store) == (False, told["wrong"], kept.arranged.address)


def test_figures_are_said_in_sentences() -> None:
    backups, at = {"vault": "v1", "studios": "s1"}, now()
    passed = _lines(Result(DRILL, at, at, "/store", backups, [], FIGURES))
    failed = _lines(Result(DRILL, at, at, "/store", backups, ["vault: a row is gone"], {}))

    assert passed == [
        "vault    from v1",
        "studios  from s1",
        "14,981 rows in 137 tables are as they were counted.",
        "1 erased, none of them readable; one of them was erased after the backup.",
        "12 entries of the access log, 619 of the ledger.",
        "3 canaries came back.",
        "They stand in 0 of 13 objects (12.5 MB).",
        "Ready to be served after 48.5 s.",
        "The last 14.6 s before the drill would have been lost.",
        "The backups can be restored.",
    ]
    assert failed[-2:] == ["WRONG: vault: a row is gone", "The drill failed."]
