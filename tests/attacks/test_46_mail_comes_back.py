"""Attack 46: mail about children reaches the desk, and no bounce, no error and no answering machine carries it on."""

from __future__ import annotations

import io
import sys
from datetime import timedelta

import pytest
from django.db import connections

from museminder.cli.__main__ import main
from museminder.foundation.published.desk import overdue_letters
from museminder.foundation.published.models import Letter
from tests.databases import TestDatabase

CHILD = "Quarnhild Zyxwell"
CARD = "4111 1111 1111 1111"
QUESTION = f"""From: Ida Zyxwell <ida@example.com>
To: info@clerestorysystems.com
Subject: What do you hold about {CHILD}?
Message-ID: <one@example.com>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Please tell me. My card is {CARD}, and she is \u202eallergic.
--b
Content-Type: application/pdf; name="{CHILD}.pdf"
Content-Disposition: attachment; filename="{CHILD}.pdf"
Content-Transfer-Encoding: base64

UXVhcm5oaWxk
--b--
"""
PAGE = """From: Ida <ida@example.com>
Subject: =?utf-8?q?Una_pregunta?=
Content-Language: es
Content-Type: text/html

<html><head><style>p {}</style></head><body><p>Hola<br>adi&oacute;s</p><script>alert(1)</script></body></html>
"""
MACHINES = {
    "a bounce": "From: MAILER-DAEMON@example.com\nReturn-Path: <>\nSubject: Undelivered\n\nback\n",
    "a report": "From: a@example.com\nContent-Type: multipart/report; boundary=c\n\n--c\n\nback\n--c--\n",
    "somebody who is away": "From: a@example.com\nAuto-Submitted: auto-replied\nSubject: Away\n\nAway\n",
    "an old machine": "From: a@example.com\nPrecedence: bulk\n\nNews\n",
    "a list": "From: a@example.com\nList-Id: <news.example.com>\n\nNews\n",
    "ourselves": "From: info@example.com\nTo: info@example.com\n\nEcho\n",
    "nobody": "Subject: no address\n\nHello\n",
    "nothing": "",
}


def hand_over(mail: str | bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a mail server does it."""
    data = mail if isinstance(mail, bytes) else mail.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["privacy", "receive-mail"]) == 0


def test_a_question_waits_on_the_desk_for_thirty_days_and_what_machines_write_does_not(
    live_database: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    mailoutbox,
) -> None:
    for mail in (QUESTION, QUESTION, PAGE, *MACHINES.values()):
        hand_over(mail, monkeypatch)
    hand_over(QUESTION.replace("one@", "two@").encode() + b"\xff" * 3_000_000, monkeypatch)
    page, first, second = Letter.objects.using("operator").order_by("message", "received_at")[::1]
    due = first.received_at + timedelta(days=30)

    assert (
        first.message
        == (
            f"What do you hold about {CHILD}?\n\nPlease tell me. My card is **** **** **** 1111, and she is allergic."
        )
        == second.message
    )
    assert (page.message.split(), page.language) == (["Una", "pregunta", "Hola", "adiós"], "es")
    assert {(each.email, each.kind, each.settled_at) for each in (first, second, page)} == {
        ("ida@example.com", "privacy", None)
    }
    assert (first.due_at, first.is_late(due), first.is_late(due + timedelta(seconds=1))) == (due, False, True)
    assert overdue_letters(at=due + timedelta(days=1)) == 3
    assert (capsys.readouterr(), mailoutbox) == (("", ""), [])


def test_what_cannot_be_kept_now_is_tried_again_and_says_nothing_of_the_mail(
    live_database: TestDatabase,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    mailoutbox,
) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("revoke insert on published_letter from worker")
    with pytest.raises(SystemExit) as ended:
        hand_over(QUESTION, monkeypatch)

    assert (ended.value.code, tuple(capsys.readouterr()), mailoutbox) == (
        75,
        ("", "Not now. Try again later.\n"),
        [],
    )
