"""Keys and the list of the erased come back, the signature and the backup's own password do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from museminder.foundation.backups.arrangements import begin_backups
from museminder.foundation.backups.belongings import NotThere, bring_back_belongings, put_changed_belongings
from museminder.foundation.backups.keys import SIGNING_KEY, private_keys
from museminder.foundation.embedded.secrets import secret, write_private
from museminder.primitives.clock import now


def test_the_newest_files_come_back_and_are_put_there_only_when_they_changed(tmp_path: Path) -> None:
    home, back = tmp_path / "home", tmp_path / "back"
    arranged = begin_backups(home, address=str(tmp_path / "store"), keys=tmp_path / "keys")
    store, keys = arranged.store(), private_keys([tmp_path / "keys/studios.key"])
    with pytest.raises(NotThere, match="nothing could be opened"):
        bring_back_belongings(store, keys, back)
    secret(home, "secret-key")
    write_private(home / "epochs/escrow/one", "wrapped")
    first = [put_changed_belongings(arranged, store, at=now()) for _ in range(2)]
    write_private(home / "erasures.jsonl", '{"studio": 1}\n')
    second = put_changed_belongings(arranged, store, at=now())
    bring_back_belongings(store, keys, back)

    assert (first, second) == ([True, False], True)
    assert {str(path.relative_to(back)): path.read_text() for path in back.rglob("*") if path.is_file()} == {
        "secrets/secret-key": secret(home, "secret-key"),
        "epochs/escrow/one": "wrapped",
        "erasures.jsonl": '{"studio": 1}\n',
    }
    assert (home / "secrets" / SIGNING_KEY).exists()
