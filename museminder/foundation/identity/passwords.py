"""What makes a password good enough: length, and not being known already. No rules about kinds of characters.

After NIST SP 800-63B-4: at least 15 characters for a password used alone, at least 64 allowed, every Unicode
character counts as one after normalization, the list of known passwords is checked, nothing expires.
"""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from museminder.foundation.identity.breached.known import KnownPasswords
from museminder.foundation.identity.models import Account

SHORTEST, LONGEST = 15, 256
_KNOWN = Path(__file__).parent / "breached" / "known.bin"
_TOO_FEW_DIFFERENT = 5


def normalize(password: str) -> str:
    """The one form of a password that is hashed, however a keyboard composed its accents (Unicode NFC)."""
    return unicodedata.normalize("NFC", password)


@functools.cache
def known_passwords() -> KnownPasswords:
    """The shipped list, read once a process."""
    return KnownPasswords(_KNOWN.read_bytes())


class LengthValidator:
    """Long enough to stand alone, short enough to be hashed in no time."""

    def validate(self, password: str, user: Account | None = None) -> None:
        length = len(normalize(password))
        if length < SHORTEST:
            raise ValidationError(
                ngettext(
                    "This password has %(count)d character; it needs %(shortest)d. Four or five words do it.",
                    "This password has %(count)d characters; it needs %(shortest)d. A few words do it.",
                    length,
                )
                % {"count": length, "shortest": SHORTEST},
                code="password_too_short",
            )
        if length > LONGEST:
            raise ValidationError(
                _("This password has more than %(longest)d characters. Choose a shorter one.")
                % {"longest": LONGEST},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return _("At least %(shortest)d characters. Four or five words are easy to remember.") % {
            "shortest": SHORTEST
        }


class BreachedPasswordValidator:
    """Not one that thieves try first: a known password, or one made of hardly anything."""

    def validate(self, password: str, user: Account | None = None) -> None:
        if is_known(password):
            raise ValidationError(
                _("This password is on lists that thieves try first. Choose another."), code="password_known"
            )

    def get_help_text(self) -> str:
        return _("Not a password that is known from a theft of data.")


class OwnNameValidator:
    """Not mostly the person's own name or address, which whoever tries it knows."""

    def validate(self, password: str, user: Account | None = None) -> None:
        rest = normalize(password).casefold()
        for word in sorted(_own_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) < SHORTEST // 2 and len(rest) < len(normalize(password)):
            raise ValidationError(
                _("This password is mostly your own name or address. Choose another."),
                code="password_own_name",
            )

    def get_help_text(self) -> str:
        return _("Not your own name or e-mail address.")


def is_known(password: str) -> bool:
    """Whether a password is known from thefts of data, or is a short thing written many times."""
    plain = normalize(password)
    return (
        len(set(plain)) < _TOO_FEW_DIFFERENT
        or _repeats(plain)
        or plain in known_passwords()
        or plain.casefold() in known_passwords()
    )


def _repeats(text: str) -> bool:
    """Whether a text is a shorter one written at least twice, perhaps cut off at its end."""
    doubled = (text + text).find(text, 1)
    if 0 < doubled <= len(text) // 2:
        return True
    return any(
        (text[:size] * (len(text) // size + 1)).startswith(text)
        for size in range(1, min(8, len(text) // 2) + 1)
    )


def _own_words(user: Account | None) -> set[str]:
    if user is None:
        return {"museminder"}
    mailbox, _at, domain = user.email.casefold().partition("@")
    words = {"museminder", mailbox, domain, domain.partition(".")[0], *mailbox.replace("_", ".").split(".")}
    words |= set(user.display_name.casefold().split())
    return {word for word in words if len(word) > 2}
