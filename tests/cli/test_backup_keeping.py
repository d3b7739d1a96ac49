"""What is kept is said by the environment, and the newest and the verified backup never go."""

from __future__ import annotations

import json

import pytest

from museminder.cli.__main__ import main
from museminder.cli.backup_keeping import KEPT, VAULT_KEPT, retention_here
from museminder.cli.verbs import Refused
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.results import VERIFY, Result, keep_result
from museminder.foundation.backups.retaining import Retention
from museminder.primitives.clock import now
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept


def test_the_calendar_is_given_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    by_itself = retention_here()
    monkeypatch.setenv(KEPT, "10,2,0")
    monkeypatch.setenv(VAULT_KEPT, "21")
    chosen = retention_here()
    for wrong in ("7", "0,4,3", "seven,4,3"):
        monkeypatch.setenv(KEPT, wrong)
        with pytest.raises(Refused, match=KEPT):
            retention_here()

    assert (by_itself, chosen) == (Retention(7, 4, 3, 14), Retention(10, 2, 0, 21))


def test_of_one_day_the_newest_and_the_verified_stay(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(kept.embedded.home))
    verified, between, newest = (take(kept, incremental=False).name for _ in range(3))
    home, at = kept.embedded.home, now()
    keep_result(home, Result(VERIFY, at, at, kept.arranged.address, {"public": verified}, [], {}))
    before = [each.name for each in contents_of(kept.store).of("public")]
    tried = main(["backup", "prune", "--dry-run"])
    untouched = [each.name for each in contents_of(kept.store).of("public")]
    capsys.readouterr()
    ended = main(["backup", "prune", "--json"])
    told = json.loads(capsys.readouterr().out)
    left = [each.name for each in contents_of(kept.store).of("public")]

    assert (tried, ended, told["removed"], untouched) == (0, 0, True, before)
    assert (sorted(told["backups"]), left) == (sorted(set(before) - {verified, newest}), [verified, newest])
    assert between in told["backups"]
