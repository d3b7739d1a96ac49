"""Where information lies, and how another place would be noticed."""

from __future__ import annotations

import pytest

from museminder.promise.checks.stores import WRITES, declared, written_in
from museminder.promise.mutants.sabotage import mutants

NOWHERE = ""  # the check asks no database


def test_nothing_is_kept_anywhere_else() -> None:
    found = declared(NOWHERE)

    assert (list(found.wrong), found.plant_found) == ([], True)
    assert found.examined > 700


@pytest.mark.parametrize("name", ["copy-elsewhere", "files-in-a-folder"])
def test_another_place_is_noticed(name: str) -> None:
    with mutants()[name].apply(NOWHERE):
        assert len(declared(NOWHERE).wrong) == 1


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("open('x')", []),
        ("open('x', 'rb')", []),
        ("open('x', mode='ab')", [1]),
        ("path.open('wb')", [1]),
        ("os.open(path, os.O_RDONLY)", [1]),
        ("Image.open(io.BytesIO(data), formats=_FORMATS)", []),
        ("tempfile.mkstemp()", [1]),
        ("shutil.copyfile(a, b)", [1]),
        ("# open(x, 'w')", []),
    ],
)
def test_what_could_write_a_file_is_found(source: str, lines: list[int]) -> None:
    assert written_in(source) == lines


def test_everybody_on_the_list_has_a_reason() -> None:
    assert all(reason for reason in WRITES.values())
