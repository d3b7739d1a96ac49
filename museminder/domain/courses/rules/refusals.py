"""Why the calendar says no, in sentences for whoever asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from museminder.domain.courses.rules.clashes import Clash


class Refused(Exception):
    """Something may not be done; the text is a sentence, ``field`` the form field it belongs beside (or
    empty).
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class StalePage(Refused):
    """Somebody else changed the record after the page was opened."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this in the meantime. Look at it as it is now, then try again."))


class RoomTaken(Refused):
    """A room is asked for twice; no reason makes that possible."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(_("The room is taken at that time. Choose another room or another time."), "room")
        self.clashes = list(clashes)


class NeedsReason(Refused):
    """People would be in two places; it is saved only if somebody says why."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(_("Somebody is asked for twice. Say why, to save it all the same."), "reason")
        self.clashes = list(clashes)


def check_clashes(clashes: Sequence[Clash], *, reason: str) -> None:
    """Refuse a room that is taken, and people in two places unless a reason is given."""
    rooms = [clash for clash in clashes if clash.is_final]
    if rooms:
        raise RoomTaken(rooms)
    if clashes and not reason.strip():
        raise NeedsReason(clashes)
