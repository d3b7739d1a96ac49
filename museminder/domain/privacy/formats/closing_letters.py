"""The letter that says that a school closes: until when it is, and how a family takes its copy along."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils import formats, translation
from django.utils.translation import gettext as _

from museminder.domain.privacy.models import StudioClosing
from museminder.domain.privacy.queries.changes_of_control import Reached
from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.tenancy.context import Entry


def closing_letter(closing: StudioClosing, entry: Entry, reached: Reached) -> EmailMessage:
    """The letter to one person, in the studio's language, with the date and the page where a copy is made."""
    site, path = ("studio", "leaving/exports/") if reached.as_owner else ("member", "privacy/exports/")
    with translation.override(entry.locale):
        words = {
            "studio": entry.name,
            "day": formats.date_format(closing.destroy_on, "DATE_FORMAT"),
            "link": page_address(site, f"{entry.slug}/{path}"),
        }
        subject = _("%(studio)s closes its account") % words
        lines = [
            _("%(studio)s closes its account with MuseMinder. Nothing in it is changed any more.") % words,
            _("Until %(day)s you can take a copy along: %(link)s") % words,
            _("On that day the keys are destroyed, and what was sealed cannot be read again by anybody.")
            % words,
        ]
    return plain_letter(subject, lines, to=reached.address)
