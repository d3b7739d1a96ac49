"""The letters about a student coming of age, to guardians and to the student, with no name of the student."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from museminder.foundation.outside.letters import plain_letter
from museminder.foundation.tenancy.context import Entry


def coming_of_age_letter(*, entry: Entry, to: str, reply_to: str, is_today: bool) -> EmailMessage:
    """The letter to one guardian, 30 days before or on the day, in the studio's language."""
    words = {"studio": entry.name}
    with translation.override(entry.locale):
        subject = (
            _("%(studio)s: somebody in your family is of age")
            if is_today
            else _("%(studio)s: somebody in your family comes of age soon")
        )
        when = (
            _("A student in your family is of age today and decides alone at %(studio)s from now on.")
            if is_today
            else _(
                "A student in your family comes of age within 30 days and then decides alone at %(studio)s."
            )
        )
        lines = [
            when % words,
            _(
                "From that day your pages, calendars and documents show nothing about the student any more, and what"
                " you agreed to for a partner ends."
            ),
            _("Who pays may go on paying. If the birth date is wrong, answer this letter."),
        ]
    return plain_letter(subject % words, lines, to=to, reply_to=reply_to)


def own_coming_of_age_letter(*, entry: Entry, to: str, reply_to: str) -> EmailMessage:
    """The letter to the student on the day, in the studio's language."""
    words = {"studio": entry.name}
    with translation.override(entry.locale):
        subject = _("%(studio)s: from today you decide alone") % words
        lines = [
            _("You are of age today and decide alone at %(studio)s from now on.") % words,
            _(
                "Your guardians see nothing about you any more, and what they agreed to for a partner ends."
                " Who pays may go on paying."
            ),
            _(
                "If a guardian is to see your lessons or fetch you as before, or if the birth date is wrong,"
                " answer this letter."
            ),
        ]
    return plain_letter(subject, lines, to=to, reply_to=reply_to)
