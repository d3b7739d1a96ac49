"""Mail to the address that the policy names becomes a letter on the desk: text only, and nothing is ever sent back.

What a mail server hands over is somebody else's: attachments are left out, card numbers masked, letters of machines
(answers of absentees, lists, bounces of our own) left alone, so that no two machines write to each other for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from enum import StrEnum
from html.parser import HTMLParser
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from museminder.foundation.published.letterbox import Kind
from museminder.foundation.published.models import Letter
from museminder.primitives.card_numbers import mask_card_numbers
from museminder.primitives.text import printable

KEEPER = "worker"
MOST_BYTES = 2_000_000  # of a longer one the beginning is read: the words come before what is attached
MOST_SIGNS = 5_000
OURS = UUID("5f1d4b4e-2a53-4a0e-9c1b-6f6b8a6f0a11")  # mail's own ids become ids of letters under this
_MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+@.-]|$)", re.IGNORECASE
)
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


class Taken(StrEnum):
    """What became of a mail."""

    KEPT = "kept"
    KNOWN = "known"  # the mail server handed the same one over before
    MACHINE = "machine"  # nobody wrote it
    NOBODY = "nobody"  # no address to answer to


@dataclass(frozen=True, slots=True)
class _Mail:
    sender: str
    words: str
    language: str


def receive_mail(data: bytes, *, at: datetime) -> Taken:
    """Put a mail onto the desk as a letter that waits for a person; ``data`` is as the mail server has it (RFC 822).

    The same mail twice is one letter. Raises Django's ``DatabaseError`` when it cannot be kept: try again later.
    """
    message = message_from_bytes(data[:MOST_BYTES], policy=policy.default)
    if _is_of_a_machine(message):
        return Taken.MACHINE
    mail = _read(message)
    if mail is None:
        return Taken.NOBODY
    own_id = _header(message, "Message-ID") or f"{mail.sender}\n{mail.words}"
    letter = Letter(
        id=uuid5(OURS, f"{mail.sender}\n{own_id}"),
        kind=Kind.PRIVACY.value,
        email=mail.sender,
        message=mail.words,
        language=mail.language,
        received_at=at,
    )
    if Letter.objects.using(KEEPER).filter(pk=letter.pk).exists():
        return Taken.KNOWN
    Letter.objects.using(KEEPER).bulk_create([letter], ignore_conflicts=True)
    return Taken.KEPT


def _is_of_a_machine(message: EmailMessage) -> bool:
    """By what machines say of themselves (RFC 3834, RFC 3464) and by their names."""
    sender = parseaddr(_header(message, "From"))[1].casefold()
    said = _header(message, "Auto-Submitted").partition(";")[0].strip().casefold()
    return (
        said not in ("", "no")
        or _header(message, "Return-Path").strip() == "<>"
        or _header(message, "Precedence").strip().casefold() in _BULK
        or any(name in message for name in ("List-Id", "X-Autoreply", "X-Autorespond", "X-Failed-Recipients"))
        or message.get_content_type() == "multipart/report"
        or _MACHINES.match(sender) is not None
        or sender in {parseaddr(str(to))[1].casefold() for to in message.get_all("To", [])}
    )


def _read(message: EmailMessage) -> _Mail | None:
    sender = parseaddr(_header(message, "Reply-To") or _header(message, "From"))[1]
    try:
        validate_email(sender)
    except ValidationError:
        return None
    subject = " ".join(_header(message, "Subject").split())
    words = printable(f"{subject}\n\n{_body(message)}".replace("\r\n", "\n").replace("\r", "\n")).strip()
    masked, _count = mask_card_numbers(words)
    language = "es" if _header(message, "Content-Language")[:2].casefold() == "es" else "en"
    return _Mail(sender, masked[:MOST_SIGNS], language)


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; one that is written wrongly is none."""
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, TypeError, AttributeError):
        return ""


def _body(message: EmailMessage) -> str:
    """The words of a mail: its plain part, or what can be read of the other one; nothing that is attached."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        text = raw.decode(part.get_content_charset() or "utf-8", errors="replace")
    except LookupError:
        text = raw.decode("utf-8", errors="replace")
    return _words_of_page(text) if part.get_content_subtype() == "html" else text


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unseen += tag in ("script", "style", "head")
        if tag in ("br", "p", "div", "li", "tr"):
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in ("script", "style", "head") and self.unseen > 0

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data)


def _words_of_page(page: str) -> str:
    words = _Words()
    words.feed(page)
    return "".join(words.found)
