"""The letter that answers a sign-up: a link to where a studio is opened."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.utils import translation
from django.utils.translation import gettext as _

from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.outside.mail import letter_about
from museminder.foundation.published.letterbox import Kind
from museminder.foundation.published.models import Letter
from museminder.foundation.published.receiving import answers


@answers(Kind.SIGN_UP)
def send_opening_letter(letter: Letter, _at: datetime) -> str:
    """Write to whoever wants to open a studio, the same letter whether or not the address has an account."""
    with translation.override(letter.language):
        words = {"studio": letter.studio_name, "link": opening_address(letter.studio_name)}
        subject = _("Open %(studio)s in MuseMinder") % words
        lines = [
            _("Hello,"),
            _("somebody, probably you, wants to open %(studio)s in MuseMinder. Continue here:") % words,
            words["link"],
            _(
                "You make an account with this address, and a passkey or an authenticator app. No card is needed."
            ),
            _(
                "If it was not you, leave this letter unanswered: nothing was opened, and nobody will write again."
            ),
        ]
    letter_about(plain_letter(subject, lines, to=letter.email), letter.pk).send()
    return "letter"


def opening_address(studio_name: str) -> str:
    """Where a studio of this name is opened, on the studio site."""
    return page_address("studio", f"studios/create/?{urlencode({'name': studio_name})}")
