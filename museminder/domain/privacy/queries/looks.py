"""Who opened what is sealed about a student, when and for what, in the words of a family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from museminder.foundation.outside.models import Disclosure
from museminder.foundation.outside.telling import Basis
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.vault.access_log.counting import Looked, looked_most
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
    def is_for_court(self) -> bool:
        """Whether it was opened because a court or an authority demanded it."""
        return self.entry.purpose == Purpose.LEGAL_DEMAND

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
    """Every look at some subjects of a studio, the newest first. Raises ``VaultSilent``.

    A look for a court is among them from the day on which what it was demanded for may be told, and not before: the
    disclosure says which entries were written for it.
    """
    entries = entries_about(subject_ids, studio_id=studio_id)
    if any(each.purpose == Purpose.LEGAL_DEMAND for each in entries):
        told = _told_by_now(Q(subjects__overlap=list(subject_ids)))
        # asked for again, not picked out of what was found: a list that is one short tells that there is one more
        entries = entries_about(subject_ids, studio_id=studio_id, for_courts=told)
    names = staff_called({each.account_id for each in entries if each.account_id})
    return [
        Look(each, names.get(each.account_id), each.account_id == account_id and account_id is not None)
        for each in entries
    ]


def most_looked(studio_id: int, *, since: datetime) -> list[Looked]:
    """Who opened what of the most people of the studio in hand, for courts what may be told. Raises ``VaultSilent``."""
    return looked_most(studio_id, since=since, for_courts=_told_by_now(Q()))


def _told_by_now(of: Q) -> set[UUID]:
    """The entries that were written for what courts demanded and may be told by now."""
    may_be_told = Q(shown_from=None) | Q(shown_from__lte=Now())  # the jobs' role, too, tells nothing before
    told = Disclosure.objects.filter(of, may_be_told, basis=Basis.LEGAL_DEMAND)
    return {entry for ids in told.values_list("entry_ids", flat=True) for entry in ids or ()}


def looker(look: Look) -> str:
    """Who looked, in the words of the family."""
    if look.is_program:
        return _("MuseMinder, by itself")
    if look.is_for_court:
        return _("MuseMinder, because a court or an authority demanded it")
    if look.is_own:
        return _("You")
    return look.name or _("Another member of the family, or MuseMinder support")


def staff_called(account_ids: set[UUID]) -> dict[UUID | None, str]:
    """The names of those who work or worked in the studio, by account; others are not in it."""
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute("select account_id, name from sec.staff_called(%s)", [list(account_ids)])
        return dict(cursor.fetchall())
