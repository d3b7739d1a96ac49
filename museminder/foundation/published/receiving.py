"""Taking letters out of the public database, answering those that a program can answer, forgetting old ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from museminder.foundation.outside.mail import letter_about
from museminder.foundation.published.connecting import PUBLISHER, public_connection
from museminder.foundation.published.letterbox import Kind
from museminder.foundation.published.models import Letter
from museminder.foundation.tenancy.context import site

KEEPER = "worker"
AT_ONCE = 50
ATTEMPTS = 12
AGAIN_AFTER = timedelta(minutes=5)
KEPT = timedelta(days=90)
_TAKE = """
delete from published.letter where id in (select id from published.letter order by received_at limit %s)
returning id, kind, email, studio_name, message, language, received_at
"""
_COLUMNS = ("id", "kind", "email", "studio_name", "message", "language", "received_at")

Answer = Callable[[Letter, datetime], str]
_answers: dict[Kind, Answer] = {}


def answers(kind: Kind) -> Callable[[Answer], Answer]:
    """Register what becomes of a kind of letter: ``@answers(Kind.PRIVACY)`` above a function of a letter and a moment.

    The function runs as the role of jobs, in the transaction that settles the letter, and returns how it was settled:
    "letter", or what it was passed on as, such as "request 0193…". Kinds that nobody registers wait for the desk.
    """

    def register(answer: Answer) -> Answer:
        if kind in _answers:
            raise ValueError(f"{kind} is answered twice")
        _answers[kind] = answer
        return answer

    return register


def take_letters(*, at: datetime) -> int:
    """Bring the waiting letters over, then answer those that are due; returns how many were brought over.

    A letter is noted here before it is gone there: one that is met twice is noted once. Raises ``PublicSilent``.
    """
    with public_connection(PUBLISHER) as connection:
        rows = connection.execute(_TAKE, [AT_ONCE]).fetchall()
        if rows:
            found = [Letter(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]
            Letter.objects.using(KEEPER).bulk_create(found, ignore_conflicts=True)
    answer_letters(at=at)
    return len(rows)


def answer_letters(*, at: datetime) -> int:
    """Answer each open letter that a program can answer or that the desk has answered; returns how many it settled.

    One that cannot be sent is tried again later, up to twelve times.
    """
    due = Letter.objects.using(KEEPER).filter(settled_at=None, attempts__lt=ATTEMPTS)
    due = due.filter(Q(try_again_at=None) | Q(try_again_at__lte=at))
    due = due.filter(~Q(answer="") | Q(kind__in=list(_answers)))
    return sum(_settle(pk, at) for pk in due.order_by("received_at").values_list("pk", flat=True)[:AT_ONCE])


def forget_letters(*, at: datetime) -> int:
    """Delete letters that were settled 90 days ago; returns how many."""
    old = Letter.objects.using(KEEPER).filter(settled_at__lt=at - KEPT)
    return old.delete()[0]


def _settle(pk: UUID, at: datetime) -> bool:
    try:
        with site(KEEPER), transaction.atomic(using=KEEPER):
            letter = Letter.objects.select_for_update(skip_locked=True).filter(pk=pk, settled_at=None).first()
            if letter is None:
                return False
            letter.settled_at, letter.settled_as = at, _answer(letter, at)
            letter.save(update_fields=["settled_at", "settled_as"])
    except Exception:  # whatever it was: the next letter must not wait for it, and the desk sees the attempts
        later = Letter.objects.using(KEEPER).filter(pk=pk)
        later.update(attempts=F("attempts") + 1, try_again_at=at + AGAIN_AFTER)
        return False
    return True


def _answer(letter: Letter, at: datetime) -> str:
    if not letter.answer:
        return _answers[Kind(letter.kind)](letter, at)
    with translation.override(letter.language):
        subject = _("Our answer to what you wrote to MuseMinder")
        body = f"{letter.answer}\n\n{_('You wrote:')}\n\n{letter.message}\n"
    letter_about(EmailMessage(subject=subject, body=body, to=[letter.email]), letter.pk).send()
    return "letter"
