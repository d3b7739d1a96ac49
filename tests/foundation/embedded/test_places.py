"""Where the database lives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from museminder.foundation.embedded.places import CannotHost, Place, account_for, make_folders, place_for

AS_ROOT = os.geteuid() == 0


def test_place_is_the_same_at_every_look(tmp_path: Path) -> None:
    assert place_for(tmp_path) == place_for(tmp_path)


@pytest.mark.skipif(not AS_ROOT, reason="only root keeps the data outside the home")
def test_emptied_home_never_meets_the_database_that_was_there_before(tmp_path: Path) -> None:
    before = place_for(tmp_path)
    (tmp_path / "installation").unlink()

    assert place_for(tmp_path).cluster != before.cluster


def test_the_databases_may_lie_on_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSEMINDER_CLUSTERS", str(tmp_path / "disk"))
    chosen = place_for(tmp_path / "home")
    monkeypatch.delenv("MUSEMINDER_CLUSTERS")

    assert chosen.cluster.parent == tmp_path / "disk"
    assert place_for(tmp_path / "home").cluster.parent != tmp_path / "disk"


def test_socket_folder_of_a_deep_home_is_short_enough(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 5)

    assert len(os.fsencode(place_for(deep).socket_directory)) < 90


def test_account_is_never_root(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path / "run", for_root=AS_ROOT)

    assert account_for(place).user_id != 0


def test_socket_folder_somebody_else_prepared_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "museminder-0").symlink_to(elsewhere)
    place = Place(tmp_path / "cluster", tmp_path / "museminder-0" / "tag", for_root=False)

    with pytest.raises(CannotHost, match="belongs to somebody else"):
        make_folders(place, account_for(Place(tmp_path, tmp_path, for_root=False)))
