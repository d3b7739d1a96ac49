"""Who opened what is sealed about a student, when and for what, in the words of a family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from museminder.foundation.tenancy.context import current_site
from museminder.foundation.vault.access_log.entries import Action, Entry, entries_about
from museminder.foundation.vault.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Look:
    """One opening, or one that was held; ``name`` is None for whoever is no staff of the studio.

    ``is_own`` is one's own look, ``is_program`` one of the program itself.
    """

    entry: Entry
    name: str | None
    is_own: bool

    @property
    def is_program(self) -> bool:
        """Whether nobody looked: the program did its work."""
        return self.entry.account_id is None

    @property
    def was_held(self) -> bool:
        """Whether nothing was opened, because it was too much at once."""
        return self.entry.action == Action.HELD

    @property
    def was_allowed(self) -> bool:
        """Whether nothing was opened yet: what had been held was allowed to be opened once."""
        return self.entry.action in {Action.ALLOWED, Action.ALLOWED_ALONE}

    @property
    def was_allowed_alone(self) -> bool:
        """Whether the school's only owner allowed it to themselves, a day later."""
        return self.entry.action == Action.ALLOWED_ALONE


def looks_at(subject_ids: Sequence[UUID], *, studio_id: int, account_id: UUID | None) -> list[Look]:
    """Every look at some subjects of a studio, the newest first, but for those for a court. Raises ``VaultSilent``.

    A look for a court does not say for which of its demands, and one of them may be forbidden to be told of. What was
    demanded is told by its notice, from the day on which it may be.
    """
    found = entries_about(subject_ids, studio_id=studio_id)
    entries = [each for each in found if each.purpose != Purpose.LEGAL_DEMAND]
    names = staff_called({each.account_id for each in entries if each.account_id})
    return [
        Look(each, names.get(each.account_id), each.account_id == account_id and account_id is not None)
        for each in entries
    ]


def staff_called(account_ids: set[UUID]) -> dict[UUID | None, str]:
    """The names of those who work or worked in the studio, by account; others are not in it."""
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute("select account_id, name from sec.staff_called(%s)", [list(account_ids)])
        return dict(cursor.fetchall())
