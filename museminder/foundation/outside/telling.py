"""What can be told to somebody outside, why, and on what ground: three closed lists, and marketing is on none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_noop


class Told(StrEnum):
    """A kind of information that a third party may be given; its words are what families read."""

    AMOUNT = gettext_noop("amount and currency")
    PAYMENT_DESCRIPTION = gettext_noop("a description without names")
    PAYMENT_NUMBER = gettext_noop("our number of the payment")
    EMAIL_ADDRESS = gettext_noop("e-mail address")
    STUDIO_NAME = gettext_noop("name of the studio")
    LETTER = gettext_noop("subject and text of the letter")
    CHILD_NAME = gettext_noop("first and last name of the child")
    INSTRUMENT = gettext_noop("the instrument")
    GUARDIAN_NAME = gettext_noop("your name")
    GUARDIAN_EMAIL = gettext_noop("your e-mail address")
    CONSENT_NUMBER = gettext_noop("our number of your consent")
    STUDENT_RECORD = gettext_noop("name, birth date and care notes of the student")
    GUARDIAN_RECORD = gettext_noop("names, telephones and addresses of guardians")
    ENROLLMENTS = gettext_noop("classes and lessons")
    BILLS = gettext_noop("what was billed")
    PAYMENTS = gettext_noop("what was paid")
    LOCKED_KEY = gettext_noop("a key of ours to be locked, and nothing about anybody")

    @property
    def key(self) -> str:
        """How a row names it, such as ``email_address``; it never changes, whatever the words become."""
        return self.name.lower()


# What a court is told, and no consent ever covers.
OF_A_DEMAND = (Told.STUDENT_RECORD, Told.GUARDIAN_RECORD, Told.ENROLLMENTS, Told.BILLS, Told.PAYMENTS)


class Reason(StrEnum):
    """Why something is told."""

    PAYMENT = "payment"
    LETTER = "letter"
    INSTRUMENT_INSURANCE = "instrument_insurance"
    WITHDRAWAL = "withdrawal"
    LEGAL_DEMAND = "legal_demand"


class Basis(StrEnum):
    """What allows it: a processor's contract, a guardian's consent, a legal demand."""

    CONTRACT = "contract"
    CONSENT = "consent"
    LEGAL_DEMAND = "legal_demand"


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing about to be told: which kinds of information, on what ground.

    ``told`` is empty when nothing about anybody is told. Under consent ``consent_id``, ``student_id`` and the version
    of the notice that was shown are given too. ``reason`` is the third party's own unless given.
    """

    told: tuple[Told, ...] = ()
    basis: Basis = Basis.CONTRACT
    reason: Reason | None = None
    consent_id: UUID | None = None
    student_id: UUID | None = None
    notice_version: int | None = None


NOTHING_PERSONAL = Telling()
_about: ContextVar[tuple[UUID, ...]] = ContextVar("about", default=())


@contextmanager
def about(*subjects: UUID | None) -> Iterator[None]:
    """Whom everything told inside the block is about: students, families, guardians or accounts, by id."""
    token = _about.set(tuple(each for each in subjects if each is not None))
    try:
        yield
    finally:
        _about.reset(token)


def subjects() -> tuple[UUID, ...]:
    """Whom what is being told is about; empty outside ``about``."""
    return _about.get()
