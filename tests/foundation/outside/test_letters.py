"""One line of subject, paragraphs, and addresses of our own sites, also of those that another process serves."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from museminder.foundation.outside.letters import page_address, plain_letter


def test_a_letter_is_plain_and_its_subject_one_line() -> None:
    letter = plain_letter("Hello,\nBcc: all@example.com", ["One.", "Two."], to="a@example.com")

    assert (letter.subject, letter.body) == ("Hello, Bcc: all@example.com", "One.\n\nTwo.\n")
    assert (letter.to, letter.reply_to) == (["a@example.com"], [])
    assert plain_letter("Hello", [], to="a@example.com", reply_to="b@example.com").reply_to == [
        "b@example.com"
    ]


@pytest.mark.parametrize(("port", "said"), [(443, ""), (8443, ":8443")])
def test_a_page_of_a_site_that_another_process_serves_has_an_address(
    settings: Settings, port: int, said: str
) -> None:
    settings.PORT = port
    settings.HOST_SITES = {"member.localhost": "member"}

    assert page_address("studio", "clerestory/") == f"https://studio.localhost{said}/clerestory/"
