"""What somebody gives us to read may be anything; nothing of it becomes a path."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import pytest

from museminder.domain.leaving.formats import reading
from museminder.domain.leaving.formats.checking import looked_over
from museminder.domain.leaving.formats.reading import lines_of, opened
from museminder.foundation.identity.rules import Refused
from tests.domain.leaving.exporting import empty_export, zipped


def test_zip_file_and_folder_are_read_alike(tmp_path: Path) -> None:
    files = empty_export()
    for name, data in files.items():
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_bytes(data)

    for path in (tmp_path / "folder", zipped(files, tmp_path / "export.zip")):
        with opened(path) as source:
            assert source.names == files.keys()
            assert looked_over(source).settings["name"] == "Void"


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip file at all" * 9])
def test_what_is_no_zip_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(data)

    with pytest.raises(Refused, match="no whole zip file"), opened(path):
        pass


def test_truncated_zip_file_is_refused(tmp_path: Path) -> None:
    path = zipped(empty_export(), tmp_path / "export.zip")
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(Refused, match="no whole zip file"), opened(path):
        pass


def test_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped({"tables/people.family.jsonl": b"0" * (80 * 2**20)}, tmp_path / "export.zip")

    with pytest.raises(Refused, match="unpacks to far more"), opened(path):
        pass


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", "{}")
        archive.writestr("manifest.json", "[]")

    with pytest.raises(Refused, match="two files of one name"), opened(path):
        pass


def test_other_ways_of_packing_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("manifest.json", "{}")

    with pytest.raises(Refused, match=r"manifest.json in this zip file"), opened(path):
        pass


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "tables/../../evil.txt", "other.csv"])
def test_no_name_in_a_zip_file_is_a_path(tmp_path: Path, name: str) -> None:
    (tmp_path / "inner").mkdir()
    path = zipped(empty_export() | {name: b"evil"}, tmp_path / "inner" / "export.zip")

    with pytest.raises(Refused, match="does not belong to an export"), opened(path) as source:
        looked_over(source)
    assert [each.name for each in tmp_path.rglob("*evil*")] == []


def test_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret").write_text("{}")
    (tmp_path / "folder" / "manifest.json").symlink_to(tmp_path / "secret")

    with opened(tmp_path / "folder") as source:
        assert source.names == frozenset()


class OneFile:
    """A source with one file of these bytes."""

    names = frozenset({"a"})

    def __init__(self, data: bytes) -> None:
        self.data = data

    def open(self, name: str) -> io.BytesIO:
        return io.BytesIO(self.data)


def test_lines_end_with_a_line_feed_and_nothing_else() -> None:
    assert list(lines_of(OneFile("a\u2028b\r\n\nc\n".encode()), "a")) == ["a\u2028b\r".encode(), b"", b"c"]


def test_line_without_an_end_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(reading, "MOST_OF_A_LINE", 10)

    for data in (b"cut off", b"0" * 20 + b"\n"):
        with pytest.raises(Refused, match="a is damaged"):
            list(lines_of(OneFile(data), "a"))
