"""Why each kind of information is kept, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _translated
from django.utils.translation import gettext_noop

# The areas declare these in plain words; here they are gathered for translators.
DECLARED = (
    gettext_noop("to show that somebody was erased, who agreed, and from when on no copy can be read"),
    gettext_noop("to be fetched by whoever asked for a copy"),
    gettext_noop("to answer what somebody asks about their data in time, and to show that it was"),
    gettext_noop("to bill families and account for their payments"),
    gettext_noop("to bring a family to what it asked a partner for"),
    gettext_noop("to call somebody in an emergency, and to let nobody else fetch a child"),
    gettext_noop("to find a record again when its file is imported a second time"),
    gettext_noop("to give back a lesson that was missed"),
    gettext_noop("to keep a promised price"),
    gettext_noop("to keep away from a student whom a court keeps away"),
    gettext_noop("to keep from being erased what a court, an authority or a dispute needs, and to show why"),
    gettext_noop("to keep the student's place and to bill it"),
    gettext_noop("to know the student at the door and in the lesson"),
    gettext_noop("to know what a family allows a partner to be told, and to show that it was asked"),
    gettext_noop("to know what a guardian may do for a student"),
    gettext_noop("to know who is expected at a meeting"),
    gettext_noop("to know with whom the student lives and who pays which part"),
    gettext_noop("to let nobody near a child by the word of one person alone"),
    gettext_noop("to show a family what was told about it, to whom, and on what ground"),
    gettext_noop("to show that a guardian, and not the child, agreed to the child's sign-in"),
    gettext_noop("to take an import back, and to see at the next one what the studio changed since"),
    gettext_noop("to teach the student, in a group of the right age, safely"),
    gettext_noop("to wait for the card payment with which a guardian agrees to a child's sign-in"),
)


def why_words(declared: str) -> str:
    """Why something is kept, as its area declares it, in the reader's language."""
    return _translated(declared)
