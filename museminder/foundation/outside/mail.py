"""Mail goes through the registered mail server only, encrypted unless it stays on this computer."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import UTC
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

from museminder.foundation.outside.contacts import Contact, record_contact
from museminder.foundation.outside.counterparts import is_this_computer
from museminder.foundation.outside.register import Refused, permitted, permitted_party, registered
from museminder.primitives import clock

KEY = "mail"


class EmailBackend(smtp.EmailBackend):
    """Django's SMTP backend behind the register, to be named in `EMAIL_BACKEND`.

    The server on this computer (the sink of a laptop, a relay of the installation) needs no entry; every
    other one must be a host of the third party "mail" whose contract holds. Raises Refused otherwise.
    """

    def open(self) -> bool | None:
        self._check()
        return super().open()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self._check()
        purpose = registered()[KEY].purpose
        for message in email_messages:
            size = len(message.message().as_bytes())
            record_contact(Contact(KEY, purpose, self.host, "letter", size, clock.now()))
        return super().send_messages(email_messages)

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
        if permitted(self.host, today) != permitted_party(KEY, today):
            raise Refused(f"{self.host} is registered, but not to carry mail.")
        if not (self.use_tls or self.use_ssl):
            raise Refused(f"Mail to {self.host} must be encrypted: set EMAIL_USE_TLS or EMAIL_USE_SSL.")
