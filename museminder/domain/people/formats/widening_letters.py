"""The letter to a guardian when somebody else is to get rights for their child: a link, and no name of a child."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from museminder.foundation.tenancy.context import Entry

HTTPS = 443


def widening_letter(
    *, widening_id: UUID, entry: Entry, to: str, is_of_an_address: bool = False
) -> EmailMessage:
    """The letter to one guardian, in the studio's language; what it is about stands behind the link."""
    host = next(host for host, name in settings.HOST_SITES.items() if name == "member")
    port = "" if settings.PORT == HTTPS else f":{settings.PORT}"
    words = {
        "studio": entry.name,
        "link": f"https://{host}{port}/{entry.slug}/people/widenings/{widening_id}/",
    }
    with translation.override(entry.locale):
        subject = _("%(studio)s: somebody is to get more rights in your family") % words
        what = (
            _("At %(studio)s, the e-mail address of somebody in your family is to change.")
            if is_of_an_address
            else _("At %(studio)s, somebody is to see more of your family, or to fetch a child, than before.")
        )
        lines = [
            what % words,
            _("Nothing holds yet. Look at it, and object if it is not right: %(link)s") % words,
        ]
    return EmailMessage(subject=" ".join(subject.split()), body="\n\n".join(lines) + "\n", to=[to])


def former_address_letter(*, entry: Entry, to: str, reply_to: str) -> EmailMessage:
    """The letter to the mailbox that the studio is to stop writing to; it names neither a child nor the new address."""
    words = {"studio": entry.name}
    with translation.override(entry.locale):
        subject = _("%(studio)s: your e-mail address is to change") % words
        lines = [
            _("Somebody at %(studio)s asked to write to you at another e-mail address from now on.") % words,
            _(
                "Nothing has changed yet: a second person looks at it first. If you did not ask for this, answer this"
                " letter, or call the studio."
            ),
        ]
    return EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n".join(lines) + "\n",
        to=[to],
        reply_to=[reply_to] if reply_to else None,
    )
