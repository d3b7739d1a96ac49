"""How far the machine has come, and which database does not answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from museminder.domain.oversight.queries.gauges import gauges
from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.results import DRILL, Result, keep_result
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.connecting import close_vault_connections
from museminder.primitives.clock import now
from tests.foundation.vault.entries import an_entry
from tests.publics import Public
from tests.schools import School
from tests.vaults import Vault


def now_standing() -> dict[str, dict[str, float]]:
    return {gauge.name: gauge.values for gauge in gauges(at=now())}


def test_the_access_log_and_the_jobs_are_counted(school: School, own_vault: Vault, public: Public) -> None:
    an_entry(studio_id=school.studio_id)
    before = now_standing()
    sequence_waiting()
    after = now_standing()

    names = ("museminder_access_log_waiting", "museminder_access_log_size")
    assert [before[name] for name in names] == [{"": 1.0}, {"": 0.0}]
    assert [after[name] for name in names] == [{"": 0.0}, {"": 1.0}]
    assert after["museminder_jobs_now"] == {"todo": 0.0, "doing": 0.0, "failed": 0.0}
    assert after["museminder_up"] == {"studios": 1.0, "vault": 1.0, "public": 1.0}


def test_a_silent_database_is_said_and_the_others_are_still_asked(school: School, settings: Any) -> None:
    close_vault_connections()
    settings.VAULT_SERVER = {"host": "/nowhere", "dbname": "none"}

    found = now_standing()

    assert found["museminder_up"] == {"studios": 1.0, "vault": 0.0, "public": 1.0}
    assert "museminder_access_log_size" not in found
    assert "museminder_jobs_now" in found


def test_what_is_late_with_the_backups_is_counted(school: School, settings: Any, tmp_path: Path) -> None:
    settings.MUSEMINDER_HOME = tmp_path / "home"
    before = now_standing()
    begun = begin_backups(settings.MUSEMINDER_HOME, address=str(tmp_path / "store"), keys=tmp_path / "keys")
    ended = now() - timedelta(hours=1)
    keep_result(begun.home, Result(DRILL, ended, ended, begun.address, {"vault": "x"}, [], {}))
    after = now_standing()

    assert (before["museminder_backup_faults"], before["museminder_backup_proof_seconds"]) == ({"": 1.0}, {})
    assert after["museminder_backup_faults"] == {
        "": 7.0
    }  # three not taken, three not shipped, never looked at
    assert round(after["museminder_backup_proof_seconds"]["drill"] / 60) == 60
