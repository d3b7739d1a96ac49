"""A server does not begin over a database that shows again whom it erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.domain.privacy.queries.brought_back import refuse_if_brought_back
from museminder.foundation.vault.destroying import NotReplayed, destroy_keys
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_student
from tests.schools import School
from tests.vaults import Vault


def test_whoever_is_erased_and_still_has_a_name_keeps_every_process_from_serving(
    live_school: School, own_vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEMINDER_ERASURES", str(tmp_path / "erasures.jsonl"))
    with live_school.inside(live_school.owner):
        student = make_student(live_school, make_family(live_school), "Ada")
    refuse_if_brought_back("studio")
    destroy_keys(studio_id=live_school.studio_id, subjects=[student.pk], at=now())

    for alias in ("studio", "member", "operator", "worker"):
        with pytest.raises(NotReplayed, match=r"^1 of those .*: museminder privacy replay-erasures$"):
            refuse_if_brought_back(alias)
