"""Files are whole or not there, for nobody else's eyes, and the same whenever they are written."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from museminder.domain.leaving.formats.manifest import WrittenFile
from museminder.domain.leaving.formats.writing import ZipTarget, target_at
from museminder.foundation.identity.rules import Refused

DATA = b"Ada\n" * 100


def zip_of(stream: io.BytesIO) -> bytes:
    target = ZipTarget(stream)
    with target.file("tables/a.jsonl") as file:
        file.write(DATA)
    target.close()
    assert target.written == [WrittenFile("tables/a.jsonl", len(DATA), hashlib.sha256(DATA).hexdigest())]
    return stream.getvalue()


def test_zip_file_is_the_same_whenever_it_is_written() -> None:
    first = zip_of(io.BytesIO())

    assert first == zip_of(io.BytesIO())
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert (archive.testzip(), archive.read("tables/a.jsonl")) == (None, DATA)


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_is_written_is_there_at_the_end_for_its_owner_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with target_at(path) as target:
        with target.file("tables/a.jsonl") as file:
            file.write(DATA)
        assert not path.exists()

    assert [each.name for each in tmp_path.iterdir()] == [name]
    made = [path, *path.rglob("*")]
    assert [each for each in made if each.stat().st_mode & 0o077] == []


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_nothing_is_left_of_one_that_breaks_off(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuntimeError), target_at(tmp_path / name) as target, target.file("tables/a.jsonl"):
        raise RuntimeError("the power went")

    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "out.zip"
    path.write_bytes(b"mine")

    with pytest.raises(Refused, match="there already"), target_at(path):
        pass
    assert path.read_bytes() == b"mine"
