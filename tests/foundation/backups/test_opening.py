"""Whatever is wrong with an object is named."""

from __future__ import annotations

import shutil
from pathlib import Path

from museminder.foundation.backups.keys import Signer
from tests.foundation.backups.sealing import Sealing


def test_whatever_is_wrong_with_an_object_is_named(sealing: Sealing, tmp_path: Path) -> None:
    one, two = sealing.folder / "public/one.age", sealing.folder / "public/two.age"
    whole = one.read_bytes()
    shutil.copy(one, two)
    swapped = sealing.wrong_with("public/two.age")
    one.write_bytes(whole[:-500])
    cut = sealing.wrong_with("public/one.age")
    one.write_bytes(whole[:200_000] + bytes([whole[200_000] ^ 1]) + whole[200_001:])
    altered = sealing.wrong_with("public/one.age")
    one.write_bytes(b"Dear Ada, here is the list")
    plain = sealing.wrong_with("public/one.age")
    one.unlink()
    missing = sealing.wrong_with("public/one.age")
    sealing.put("public/forged.age", b"delete from family", by=Signer(tmp_path / "stranger"))
    foreign = sealing.wrong_with("public/forged.age")

    assert [swapped, cut, altered, plain, missing] == [
        "public/two.age was swapped: what lies there is public/one.age.",
        "public/one.age is broken or cut short.",
        "public/one.age is broken or cut short.",
        "public/one.age is no sealed object.",
        "public/one.age is missing.",
    ]
    assert foreign.startswith("public/forged.age belongs to another installation, ")


def test_who_has_our_name_but_not_our_signature_is_found_out(sealing: Sealing, tmp_path: Path) -> None:
    class Pretending(Signer):
        installation = sealing.keys.installation  # type: ignore[assignment]

    sealing.put("public/forged.age", b"delete from family", by=Pretending(tmp_path / "stranger"))

    assert sealing.wrong_with("public/forged.age") == (
        "public/forged.age was not put there by this installation: its signature is not ours."
    )
