"""Mail from standard input, as a mail server hands it over."""

from __future__ import annotations

import io
import sys

import pytest

from museminder.cli.__main__ import main
from museminder.foundation.published.models import Letter
from tests.schools import School


def test_a_mail_becomes_a_letter_and_nothing_is_printed(
    school: School, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = b"From: Ida <ida@example.com>\nSubject: A question\n\nMay I see it?\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail)))

    assert main(["privacy", "receive-mail"]) == 0
    assert [each.message for each in Letter.objects.using("worker").all()] == ["A question\n\nMay I see it?"]
    assert tuple(capsys.readouterr()) == ("", "")
