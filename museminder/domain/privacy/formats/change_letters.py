"""The letter that says MuseMinder changes hands: what changes, from when, and the ways out."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils import formats, translation
from django.utils.translation import gettext as _

from museminder.domain.privacy.models import ChangeOfControl
from museminder.domain.privacy.queries.changes_of_control import Reached
from museminder.foundation.outside.letters import page_address, plain_letter
from museminder.foundation.tenancy.context import Entry

# Where each of them takes everything along and has it erased; of the site that is theirs.
OWNER_S_PAGES = {"choose": "privacy/transfers/", "export": "leaving/exports/", "erase": "privacy/closing/"}
GUARDIAN_S_PAGES = {"export": "privacy/exports/", "erase": "privacy/"}


def change_letter(change: ChangeOfControl, entry: Entry, reached: Reached) -> EmailMessage:
    """The letter to one person, in the studio's language; each offers a copy and erasing, with a link to the page."""
    with translation.override(entry.locale):
        day = formats.date_format(change.effective_on, "DATE_FORMAT")
        words = {"who": change.taken_over_by, "day": day, "studio": entry.name}
        subject = _("%(studio)s: MuseMinder changes hands on %(day)s") % words
        lines = [
            _("MuseMinder, which %(studio)s works with, is taken over by %(who)s on %(day)s.") % words,
            change.what_changes,
            *(_for_owner(entry) if reached.as_owner else _for_guardian(entry, words)),
            _("What was announced cannot be changed any more. It stands here: %(link)s")
            % {"link": page_address("commercial", "change-of-control/")},
        ]
    return plain_letter(subject, lines, to=reached.address)


def _for_owner(entry: Entry) -> list[str]:
    links = {name: page_address("studio", f"{entry.slug}/{path}") for name, path in OWNER_S_PAGES.items()}
    return [
        _(
            "Whether your school goes along is yours to say. Until you answer it does not, and nothing of it is"
            " handed over: %(choose)s"
        )
        % links,
        _("Take everything along: %(export)s") % links,
        _("Close the school and have everything erased: %(erase)s") % links,
    ]


def _for_guardian(entry: Entry, words: dict[str, str]) -> list[str]:
    links = {name: page_address("member", f"{entry.slug}/{path}") for name, path in GUARDIAN_S_PAGES.items()}
    return [
        _("Nothing about your family is handed over unless %(studio)s says that it goes along.") % words,
        _("Take a copy along: %(export)s") % links,
        _("Have it erased: %(erase)s") % links,
    ]
