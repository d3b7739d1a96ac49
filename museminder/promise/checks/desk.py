"""Whether whoever writes to us is heard: a letter on each way in, none left lying, and an address for weaknesses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client

from museminder.foundation.published.connecting import PUBLISHER, PublicSilent, public_connection
from museminder.foundation.published.desk import overdue_letters
from museminder.foundation.published.letterbox import Kind, put_letter
from museminder.foundation.published.models import Letter
from museminder.foundation.published.received_mail import Taken, receive_mail
from museminder.foundation.published.receiving import KEEPER, take_letters
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check

SECURITY_TEXT = "/.well-known/security.txt"
MAIL = """From: A check <{sender}>
To: Privacy <info@clerestorysystems.com>
Subject: What do you keep about us?
Message-ID: <{sender}>

May I see it?
"""


@check(
    "desk.answers",
    "Writes a mail and a letter of the form, takes them in like any other, and looks whether one lies too long.",
)
def answers(world: World) -> Found:
    """Ways to write to us that lead nowhere, letters that were not answered in time, a security.txt that has ended."""
    at = clock.now()
    wrong = [f"a {way} did not reach the desk" for way, reached in _written(at).items() if not reached]
    late, noticed = _lying(at)
    wrong += [f"{late} letters should have been answered"] if late else []
    wrong += [f"{SECURITY_TEXT}: {problem}" for problem in _problems_of(_security_text(), at)]
    has_ended = _problems_of("Contact: mailto:a@example.com\nExpires: 2020-01-01T00:00:00Z\n", at) == [
        "it has ended"
    ]
    return Found(
        4,
        wrong,
        noticed and has_ended,
        f"2 ways to write to us tried, {late} letters late, {len(wrong)} wrong",
    )


def _written(at: datetime) -> dict[str, bool]:
    return {"mail": _mail_arrives(at), "letter of the form": _form_arrives(at)}


def _mail_arrives(at: datetime) -> bool:
    """The mail server's own way in, in a transaction that ends with a rollback: the desk never sees it."""
    sender = f"check-{uuid7().hex}@museminder.invalid"
    try:
        with _taken_back():
            taken = receive_mail(MAIL.format(sender=sender).encode(), at=at)
            waiting = Letter.objects.using(KEEPER).filter(
                email=sender, kind=Kind.PRIVACY.value, settled_at=None
            )
            return taken is Taken.KEPT and waiting.count() == 1
    except DatabaseError:
        return False


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
