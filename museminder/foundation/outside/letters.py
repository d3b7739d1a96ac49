"""What every letter of ours has: one line of subject, paragraphs of plain text, and links to our own pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage

HTTPS = 443


def plain_letter(subject: str, paragraphs: Iterable[str], *, to: str, reply_to: str = "") -> EmailMessage:
    """A letter in plain text to one address; answers go to ``reply_to``, if one is given. Not sent yet.

    A line end in a name, such as the studio's, cannot begin another header: the subject is made one line.
    """
    return EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n".join(paragraphs) + "\n",
        to=[to],
        reply_to=[reply_to] if reply_to else None,
    )


def page_address(site: str, path: str) -> str:
    """A page of a site with its host, as a letter names it; also of a site that another process serves."""
    port = "" if settings.PORT == HTTPS else f":{settings.PORT}"
    return f"https://{settings.SITE_HOSTS[site]}{port}/{path}"
