"""What those who answer letters of visitors do: look at what waits, write an answer, or say how it was settled."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from museminder.foundation.published.models import Letter
from museminder.foundation.published.models.letter import ANSWERED_WITHIN
from museminder.primitives.actor import Actor

DESK = "operator"


class Refused(Exception):
    """It cannot be done; the text says why."""


def letters() -> QuerySet[Letter]:
    """Every letter that is kept: those that wait first, the oldest of them first."""
    waiting_first = F("settled_at").asc(nulls_first=True)
    return Letter.objects.using(DESK).order_by(waiting_first, "received_at")


def overdue_letters(*, at: datetime, through: str = DESK) -> int:
    """How many letters should have been answered by now."""
    late = Letter.objects.using(through).filter(settled_at=None, received_at__lt=at - ANSWERED_WITHIN)
    return late.count()


def answer_letter(*, letter_id: UUID, text: str, by: Actor, at: datetime) -> Letter:  # noqa: ARG001  for all actions
    """Answer a visitor in writing; the worker sends it within seconds. Raises ``Refused`` when it is settled."""
    with transaction.atomic(using=DESK):
        letter = _open(letter_id)
        letter.answer, letter.answered_by, letter.try_again_at = text, by.name[:120], None
        letter.attempts = 0
        letter.save(update_fields=["answer", "answered_by", "try_again_at", "attempts"])
    return letter


def settle_letter(*, letter_id: UUID, how: str, by: Actor, at: datetime) -> Letter:
    """Say that a letter needs no answer any more, and how that came. Raises ``Refused`` when it is settled."""
    with transaction.atomic(using=DESK):
        letter = _open(letter_id)
        letter.settled_at, letter.settled_as, letter.answered_by = at, how[:80], by.name[:120]
        letter.save(update_fields=["settled_at", "settled_as", "answered_by"])
    return letter


def _open(letter_id: UUID) -> Letter:
    letter = Letter.objects.using(DESK).select_for_update().get(pk=letter_id)
    if letter.settled_at is not None:
        raise Refused(_("This letter is settled already."))
    return letter
