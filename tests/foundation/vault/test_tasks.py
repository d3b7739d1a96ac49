"""The night's work: a new epoch when the week is over, keys for what had none of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from museminder.domain.people.models import Student
from museminder.foundation.vault.fields import Sealed
from museminder.foundation.vault.keys.epochs import present_epoch
from museminder.foundation.vault.keys.studio_keys import forget_every_key
from museminder.foundation.vault.rewrapping import count_old
from museminder.foundation.vault.sealing import seal
from museminder.foundation.vault.tasks import keep_keys
from tests.schools import School
from tests.sites.studio.switching.test_imports import work
from tests.vaults import Vault


def test_a_night_begins_an_epoch_that_is_due_and_seals_anew_what_is_old(
    own_vault: Vault, live_school: School, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MUSEMINDER_VAULT_ESCROW", str(tmp_path))
    with live_school.inside(live_school.owner):
        row = Student(first_name="Old", care_notes="Inhaler")
        place = f"{live_school.studio_id}|people.student.birth_date|{row.pk}"
        row.birth_date = Sealed(seal(date(2016, 2, 29).isoformat().encode(), place))  # type: ignore[assignment]
        row.save()
    first = present_epoch()
    keep_keys(0)
    same, left = present_epoch(), count_old()
    own_vault.do("update keys.epoch set began_at = began_at - interval '8 days'")
    work()
    keep_keys(0)
    forget_every_key()

    assert (same == first, left) == (True, {"people.student.birth_date": 1})
    assert (present_epoch() == first, count_old()) == (False, {})
    assert own_vault.do("select count(*) from keys.epoch where ended_at is not null") == [(1,)]
