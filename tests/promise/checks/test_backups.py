"""What the promise says of the backups is what was last done and found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.results import DRILL, VERIFY, Result, keep_result
from museminder.primitives.clock import now
from museminder.promise.checking import Found, World, checks, run
from museminder.promise.checks.backups import off_site, restored, searched, taken

HERE = World("")
NAMES = ("backups.taken", "backups.off-site", "backups.restored", "backups.searched", "backups.sealed")


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A folder whose backups were begun into another folder beside it, and never taken."""
    begin_backups(tmp_path / "home", address=str(tmp_path / "store"), keys=tmp_path / "keys")
    return tmp_path / "home"


def test_where_nothing_was_begun_nothing_is_kept(tmp_path: Path) -> None:
    with override_settings(MUSEMINDER_HOME=tmp_path):
        ran = [run(checks()[name], HERE) for name in NAMES[:4]]

    assert [(each.kept, each.found.plant_found, len(each.details) > 0) for each in ran] == [
        (False, True, True)
    ] * 4


def test_a_folder_of_this_computer_is_not_off_site_however_good_the_rest_is(begun: Path) -> None:
    with override_settings(MUSEMINDER_HOME=begun):
        found = off_site(HERE)
        copies = taken(HERE)

    assert (list(found.wrong), found.plant_found) == (
        ["The store is a folder or a server of this computer"],
        True,
    )
    assert [wrong for wrong in copies.wrong if "no finished backup" in wrong] == [
        f"{name}: there is no finished backup" for name in ("vault", "studios", "public")
    ]


def test_the_last_drill_is_what_is_shown_until_it_is_too_old(begun: Path, tmp_path: Path) -> None:
    store, at = str(tmp_path / "store"), now()
    found = {"objects": 13, "bytes": 12_516_287, "found": [], "plant_found": True}
    figures = {
        "rows": 14981,
        "tables": 137,
        "seconds_to_restore": 40.9,
        "seconds_lost": 14.6,
        "searched": found,
    }
    passed = Result(DRILL, at, at, store, {"vault": "v1"}, [], figures)
    looks: list[Callable[[World], Found]] = [restored, searched]

    def wrong_after(*rows: Result) -> list[list[str]]:
        for row in rows:
            keep_result(begun, row)
        with override_settings(MUSEMINDER_HOME=begun):
            return [list(look(HERE).wrong) for look in looks]

    fresh = wrong_after(replace(passed, kind=VERIFY), passed)
    with override_settings(MUSEMINDER_HOME=begun):
        figure = restored(HERE).figure
    old = wrong_after(replace(passed, ended_at=at - timedelta(days=9)))
    failed = wrong_after(replace(passed, wrong=["vault: a row is gone"]))
    shown = wrong_after(replace(passed, figures=figures | {"searched": found | {"found": ["vault/x.age"]}}))

    assert (fresh, figure) == (
        [[], []],
        "14,981 rows in 137 tables restored in 40.9 s, 14.6 s lost, 0.0 hours ago",
    )
    assert old == [["the last drill was 9.0 days ago"]] * 2
    assert failed == [["the last drill found: vault: a row is gone"]] * 2
    assert shown == [[], ["vault/x.age shows a canary"]]
