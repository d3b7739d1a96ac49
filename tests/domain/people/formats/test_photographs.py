"""Pictures made of files; hostile ones are in tests/attacks/test_29_hostile_pictures.py."""

from __future__ import annotations

import pytest

from museminder.domain.people.formats.photographs import MOST_BYTES, Photograph, Unreadable, read_photograph
from tests.factories.pictures import make_picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("size", "made"),
    [((800, 500), (640, 400)), ((500, 1000), (320, 640)), ((40, 30), (40, 30)), ((640, 640), (640, 640))],
)
def test_a_picture_is_made_no_larger_than_it_is_shown(
    kind: str, size: tuple[int, int], made: tuple[int, int]
) -> None:
    found = read_photograph(make_picture(kind, size))

    assert (found.width, found.height) == made
    assert found.data[8:12] == b"WEBP"


def test_a_picture_does_not_show_itself_in_a_log() -> None:
    assert "RIFF" not in repr(Photograph(b"RIFF", 1, 1))


def test_a_file_over_ten_megabytes_is_refused_before_it_is_opened() -> None:
    with pytest.raises(Unreadable, match="10 MB"):
        read_photograph(make_picture() + bytes(MOST_BYTES))
