"""Whether whoever writes to us is heard: a letter on each way in, none left lying, and an address for weaknesses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import QuerySet
from django.test import Client

from museminder.foundation.published.connecting import PUBLISHER, PublicSilent, public_connection
from museminder.foundation.published.desk import overdue_letters
from museminder.foundation.published.letterbox import Kind, put_letter
from museminder.foundation.published.models import Letter
from museminder.foundation.published.receiving import KEEPER, take_letters
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check

PROJECT = Path(__file__).resolve().parents[3]
PATIENCE = 120  # seconds for one mail, on a computer that has much else to do
SECURITY_TEXT = "/.well-known/security.txt"
MAIL = """From: A check <{sender}>
To: Privacy <info@clerestorysystems.com>
Subject: What do you keep about us?
Message-ID: <{sender}>

May I see it?
"""


@check(
    "desk.answers",
    "Writes a letter of the form, takes it in like any other, and looks whether one lies too long.",
)
def answers(world: World) -> Found:
    """Ways to write to us that lead nowhere, letters that were not answered in time, a security.txt that has ended."""
    at = clock.now()
    wrong = [] if _form_arrives(at) else ["a letter of the form did not reach the desk"]
    late, noticed = _lying(at)
    wrong += [f"{late} letters should have been answered"] if late else []
    wrong += [f"{SECURITY_TEXT}: {problem}" for problem in _problems_of(_security_text(), at)]
    has_ended = _problems_of("Contact: mailto:a@example.com\nExpires: 2020-01-01T00:00:00Z\n", at) == [
        "it has ended"
    ]
    return Found(
        3,
        wrong,
        noticed and has_ended,
        f"1 letter of the form written, {late} letters late, {len(wrong)} wrong",
    )


@check(
    "desk.takes-mail",
    "Hands a mail to the mail server's own command, in a process of its own, and looks for it on the desk.",
)
def takes_mail(world: World) -> Found:
    """A mail that did not reach the desk, or of which the command says something."""
    sender, nobody = _sender(), _sender()
    said = _hand_over(sender)
    arrived = _on_the_desk(sender).delete()[0] == 1
    wrong = [] if arrived else ["a mail did not reach the desk"]
    wrong += [f"the command said something, or ended with {said}"] if said else []
    return Found(
        1,
        wrong,
        not _on_the_desk(nobody).exists(),  # a mail that nobody handed over is missed
        f"1 mail handed over to the mail server's command, {len(wrong)} wrong",
    )


def _sender() -> str:
    return f"check-{uuid7().hex}@museminder.invalid"


def _on_the_desk(sender: str) -> QuerySet[Letter]:
    """What somebody wrote that waits for an answer."""
    waiting: QuerySet[Letter] = Letter.objects.using(KEEPER).filter(email=sender, settled_at=None)
    return waiting.filter(kind=Kind.PRIVACY.value)


def _hand_over(sender: str) -> str:
    """Give a mail to the command as a mail server does; empty when it took it and said nothing, else its code."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "museminder.cli", "privacy", "receive-mail"],
            input=MAIL.format(sender=sender).encode(),
            cwd=PROJECT,
            env=os.environ | {"MUSEMINDER_DATABASE": str(connections[KEEPER].settings_dict["NAME"])},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"nothing for {PATIENCE} seconds"
    # A mail server puts whatever a command says into a bounce: it must say nothing.
    is_quiet = (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return "" if is_quiet else f"code {done.returncode}"


def _form_arrives(at: datetime) -> bool:
    """From the box that the public site writes into, over to the desk, and away again."""
    sender = f"check-{uuid7().hex}@museminder.invalid"
    try:
        # As a visitor of its own: nobody else's letters of this hour count against it.
        put_letter(
            kind=Kind.PRIVACY, email=sender, visitor=f"{uuid7().hex}{uuid7().hex}", language="en", message="?"
        )
        take_letters(at=at)  # what the worker does every other second; whoever is first brings it over
        return Letter.objects.using(KEEPER).filter(email=sender).delete()[0] == 1
    except (PublicSilent, DatabaseError):
        return False
    finally:
        with suppress(PublicSilent), public_connection(PUBLISHER) as box:
            box.execute("delete from published.letter where email = %s", [sender])


def _lying(at: datetime) -> tuple[int, bool]:
    """How many letters wait too long, and whether one more, planted, is noticed."""
    late = overdue_letters(at=at, through=KEEPER)
    with suppress(DatabaseError), _taken_back():
        Letter(
            id=uuid7(),
            kind=Kind.PRIVACY.value,
            email="check@museminder.invalid",
            language="en",
            received_at=at - timedelta(days=31),
        ).save(using=KEEPER)
        return late, overdue_letters(at=at, through=KEEPER) == late + 1
    return late, False


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic(using=KEEPER):
        yield
        transaction.set_rollback(True, using=KEEPER)


def _security_text() -> str:
    answer = Client(headers={"host": settings.SITE_HOSTS["commercial"]}).get(SECURITY_TEXT, secure=True)
    return answer.content.decode() if answer.status_code == 200 else ""


def _problems_of(text: str, at: datetime) -> list[str]:
    """What RFC 9116 demands: somebody to tell, and a day until which that holds."""
    said = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    problems = [] if said.get("Contact") else ["it names nobody"]
    ends = datetime.fromisoformat(said["Expires"]) if "Expires" in said else None
    if ends is None:
        return [*problems, "it says no end"]
    return [*problems, *(["it has ended"] if ends <= at else [])]
