"""Uploads never touch the disk."""

from __future__ import annotations

import pytest
from django.core.files.uploadhandler import StopUpload
from django.test import RequestFactory

from museminder.web.uploads import MOST_BYTES, InMemoryOnly, is_too_large


@pytest.mark.parametrize(
    ("length", "too_large"), [("", False), (str(MOST_BYTES), False), (str(MOST_BYTES + 1), True)]
)
def test_a_request_is_too_large_by_what_it_announces(length: str, too_large: bool) -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=length)

    assert is_too_large(request) is too_large


def test_a_file_of_a_request_that_is_too_large_is_not_begun() -> None:
    handler = InMemoryOnly()
    handler.handle_raw_input(object(), {}, MOST_BYTES + 1, "")

    with pytest.raises(StopUpload):
        handler.new_file("lists", "large.csv", "text/csv", 1, None, {})
