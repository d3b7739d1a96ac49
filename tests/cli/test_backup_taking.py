"""Each night a backup is taken, a whole one when there is none of this week, and what need not be kept goes."""

from __future__ import annotations

import json

import pytest

from museminder.cli.__main__ import main
from museminder.foundation.backups.catalog import contents_of
from tests.foundation.backups.bringing import take
from tests.foundation.backups.conftest import Kept


@pytest.mark.usefixtures("on_this_computer")
def test_a_night_is_an_increment_on_top_of_this_week_s_and_the_vault_must_run(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUSEMINDER_HOME", str(kept.embedded.home))
    whole = take(kept, incremental=False)
    alone = main(["backup", "night"])
    refused = capsys.readouterr().err
    for name in ("DATABASE_URL", "VAULT_DATABASE_URL"):
        monkeypatch.setenv(name, "postgresql://db.invalid/elsewhere")
    ended = main(["backup", "night", "--json"])
    told = json.loads(capsys.readouterr().out)
    left = contents_of(kept.store).of("public")

    assert (alone, refused.strip()) == (1, "The vault does not run: museminder database start")
    assert (ended, told["removed"], [(each["cluster"], each["kind"]) for each in told["backups"]]) == (
        0,
        True,
        [("public", "incr")],
    )
    assert {whole.name, told["backups"][0]["name"]} <= {each.name for each in left}
