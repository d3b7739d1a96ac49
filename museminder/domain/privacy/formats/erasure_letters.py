"""What guardians are written when a student is to be erased: what is asked of them, and no name of a child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from museminder.domain.privacy.models import Erasure

State = Erasure.State


@dataclass(frozen=True, slots=True)
class ErasureLetter:
    """Subject and body."""

    subject: str
    body: str


def erasure_letter(*, state: str, studio: str, link: str) -> ErasureLetter:
    """The letter for how a case stands, in the language in force; ``state`` is one of ``WRITTEN_OF``."""
    words = {"studio": studio, "link": link}
    subject, says = _words_of(State(state))
    lines = [
        says,
        _("Look at it in the privacy center: %(link)s") % words,
        _("If you have no sign-in there, write to the school."),
    ]
    return ErasureLetter(" ".join((subject % words).split()), "\n\n".join(lines) + "\n")


def erased_again_letter(*, studio: str, day: date) -> ErasureLetter:
    """The letter after an older copy brought an erased child back for a while, in the language in force."""
    words = {"studio": studio, "day": day.isoformat()}
    lines = [
        _(
            "At %(studio)s, the records had to be brought back from an older copy. A child whose record was erased here"
            " stood in that copy."
        ),
        _(
            "It was erased again before anybody could open the records. No backup can be read from %(day)s on. You"
            " need not do anything."
        ),
        _("If you have questions, write to the school."),
    ]
    subject = _("%(studio)s: a child was erased again")
    return ErasureLetter(
        " ".join((subject % words).split()), "\n\n".join(line % words for line in lines) + "\n"
    )


def _words_of(state: Erasure.State) -> tuple[str, str]:
    return {
        State.WAITING: (
            _("%(studio)s: you are asked whether a child is erased"),
            _(
                "Another guardian asked the school to erase everything about a child you have rights for."
                " It is erased if you agree. If you do not, nothing is erased until a court decides."
            ),
        ),
        State.DISPUTED: (
            _("%(studio)s: nothing is erased"),
            _(
                "The guardians do not agree about erasing a child. Nothing is erased until you agree with each other"
                " or a court decides."
            ),
        ),
        State.HELD: (
            _("%(studio)s: erasing has to wait"),
            _(
                "You asked for a child to be erased. A court or an authority needs what is kept, so it stays for now."
                " It is looked at again every day, and erased when that ends."
            ),
        ),
        State.DONE: (
            _("%(studio)s: a child was erased"),
            _(
                "Everything about a child you had rights for is erased and cannot be read here any more."
                " The page says from which day no backup can be read either."
            ),
        ),
    }[state]


WRITTEN_OF = frozenset({State.WAITING, State.DISPUTED, State.HELD, State.DONE})
