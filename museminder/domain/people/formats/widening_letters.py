"""The letter to a guardian when somebody else is to get rights for their child: a link, and no name of a child."""

from __future__ import annotations

from uuid import UUID

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.tenancy.context import Entry


def widening_letter(
    *, widening_id: UUID, entry: Entry, to: str, is_of_an_address: bool = False
) -> EmailMessage:
    """The letter to one guardian, in the studio's language; what it is about stands behind the link."""
    words = {
        "studio": entry.name,
        "link": page_address("member", f"{entry.slug}/people/widenings/{widening_id}/"),
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
    return plain_letter(subject, lines, to=to)


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
    return plain_letter(subject, lines, to=to, reply_to=reply_to)
