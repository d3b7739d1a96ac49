"""Mail goes through the registered mail server only, encrypted unless it stays on this computer."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import UTC
from functools import cached_property
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

from museminder.foundation.outside.contacts import Contact, record_contact
from museminder.foundation.outside.counterparts import is_this_computer
from museminder.foundation.outside.disclosures import Book, write_down
from museminder.foundation.outside.guarding import refuse, speaking_to
from museminder.foundation.outside.register import Refused, permitted, permitted_party, registered
from museminder.foundation.outside.telling import Telling, Told, about
from museminder.primitives import clock

KEY = "mail"
LETTER = Telling((Told.EMAIL_ADDRESS, Told.STUDIO_NAME, Told.LETTER))


def letter_about(message: EmailMessage, *subjects: UUID | None) -> EmailMessage:
    """The letter, saying whom it is about: guardians, students, families or accounts, by id."""
    message.telling = (LETTER, tuple(each for each in subjects if each is not None))  # type: ignore[attr-defined]
    return message


def _told_by(message: EmailMessage) -> tuple[Telling, tuple[UUID, ...]]:
    told: tuple[Telling, tuple[UUID, ...]] | None = getattr(message, "telling", None)
    if told is None:
        raise Refused("Nobody said whom this letter is about.")
    return told


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP backend behind the register, to be named in `EMAIL_BACKEND`.

    The server on this computer (the sink of a laptop, a relay of the installation) needs no entry; every
    other one must be a host of the third party "mail" whose contract holds. Every letter is a row before it is
    sent. Raises Refused otherwise, and for a letter that does not say whom it is about (``letter_about``).
    """

    book: Book = staticmethod(write_down)

    def open(self) -> bool | None:
        self._check()
        with speaking_to(self.host):
            return super().open()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self._check()
        for message in email_messages:
            _told_by(message)  # all of them first: half a batch is nobody's wish
        return super().send_messages(email_messages)

    def _send(self, email_message: EmailMessage) -> bool:
        if not email_message.recipients():
            return False
        telling, subjects = _told_by(email_message)
        party = registered()[KEY]
        size = len(email_message.message().as_bytes())
        contact = Contact(KEY, party.purpose, self.host, "letter", size, clock.now())
        with about(*subjects):
            self.book(contact, party, telling)
        record_contact(contact)
        return bool(super()._send(email_message))  # type: ignore[misc]  # Django's own, once for each letter

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        authority = getattr(settings, "MUSEMINDER_EXTRA_CA", None)
        if authority and is_this_computer(self.host) and Path(authority).exists():
            context.load_verify_locations(cafile=str(authority))
        return context

    def _check(self) -> None:
        if is_this_computer(self.host):
            return
        today = clock.now().astimezone(UTC).date()
        try:
            party = permitted(self.host, today)
        except Refused as problem:
            raise refuse(self.host, problem) from None
        if party != permitted_party(KEY, today):
            raise Refused(f"{self.host} is registered, but not to carry mail.")
        if not (self.use_tls or self.use_ssl):
            raise Refused(f"Mail to {self.host} must be encrypted: set EMAIL_USE_TLS or EMAIL_USE_SSL.")
