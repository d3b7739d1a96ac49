"""What a drill does to a copy, it does to nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from museminder.cli.drill_copies import (
    Child,
    Copy,
    NotACopy,
    copy_in,
    erase_somebody,
    ledger_sums,
    still_has_keys,
)
from museminder.domain.people.models import Student
from museminder.foundation.backups.restoring import UNFINISHED
from museminder.foundation.vault.destroying import destroy_keys
from museminder.primitives.clock import now
from tests.databases import TestDatabase
from tests.factories.people import make_family, make_student
from tests.schools import School
from tests.vaults import Vault


def test_a_child_with_keys_is_noted_as_erased_in_the_copy_alone(
    live_database: TestDatabase, live_school: School, own_vault: Vault, tmp_path: Path
) -> None:
    with live_school.inside(live_school.owner):
        ada = make_student(live_school, make_family(live_school), "Ada", care_notes="Bees")
        make_student(live_school, make_family(live_school), "Bo")
    copy = Copy(tmp_path, live_database.superuser_dsn(), own_vault.superuser_dsn)
    with pytest.raises(NotACopy):
        erase_somebody(copy, at=now())
    (tmp_path / UNFINISHED).touch()
    child = erase_somebody(copy, at=now())
    noted = json.loads((tmp_path / "erasures.jsonl").read_text())
    had_keys = still_has_keys(copy, Child(live_school.studio_id, str(ada.pk)))
    destroy_keys(studio_id=live_school.studio_id, subjects=[ada.pk], at=now())
    has_keys = still_has_keys(copy, Child(live_school.studio_id, str(ada.pk)))
    nobody = erase_somebody(copy, at=now())

    assert (child, nobody) == (Child(live_school.studio_id, str(ada.pk)), None)
    assert (noted["studio"], noted["subject"]) == (live_school.studio_id, str(ada.pk))
    assert (had_keys, has_keys, ledger_sums(copy)) == (True, False, (0, 0))
    with live_school.inside(live_school.owner):
        assert Student.objects.get(pk=ada.pk).first_name == "Ada"


def test_the_databases_of_a_copy_are_its_own(tmp_path: Path) -> None:
    for cluster in ("postgres", "postgres-vault"):
        (tmp_path / cluster).mkdir()
    with pytest.raises(FileNotFoundError):  # nothing came back into this folder
        copy_in(tmp_path)
