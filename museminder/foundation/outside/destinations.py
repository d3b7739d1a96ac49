"""Where a person's browser may be led: to the registered pages of one third party, and nowhere else."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from museminder.foundation.outside.register import Refused, ThirdParty


def check_destination(url: str, party: ThirdParty) -> str:
    """The address, when it is a page of this third party over HTTPS; raises Refused for any other.

    On a laptop and in tests the address of the stand-in is returned instead.
    """
    try:
        parts = urlsplit(url)
        is_a_page = (
            parts.scheme == "https"
            and parts.hostname in party.pages
            and parts.netloc == parts.hostname
            and url.isascii()
            and not set(url) & set("\\\t\r\n ")
        )
    except ValueError:
        is_a_page = False
    if not is_a_page:
        raise Refused(f"{party.name} wanted to send the family somewhere else.")
    counterpart = settings.MUSEMINDER_COUNTERPARTS.get(parts.netloc)
    return counterpart + url[len(f"https://{parts.netloc}") :] if counterpart else url
