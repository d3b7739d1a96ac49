"""A reveal was held; an owner allows it once, or refuses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.privacy.models import HeldReveal
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import apart, current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.vault.access_log.allowing import NotToBeAllowed, allow_once
from museminder.foundation.vault.access_log.entries import Entry
from museminder.primitives.actor import Actor


def note_held_reveal(*, entry: Entry, until: datetime | None) -> None:
    """Leave a row for the owners, beside the page that is refused, and write to them once an hour for each person.

    Raises ``OutsideStudio`` or ``NoEntry`` where no second transaction can be had: in the middle of a job's own.
    """
    with apart() as inside:
        held = HeldReveal.objects.create(
            entry_id=entry.id,
            account_id=entry.account_id,
            by_name=inside.member_name[:120],
            purpose=str(entry.purpose),
            subject_count=len(entry.subjects),
            held_at=entry.at,
            until=until,
        )
        hour = f"held-reveal {entry.account_id} {entry.at:%Y-%m-%d %H}"
        earlier = HeldReveal.objects.filter(
            account_id=entry.account_id, held_at__gte=entry.at.replace(minute=0, second=0, microsecond=0)
        ).exclude(pk=held.pk)
        if not earlier.exists():
            enqueue("privacy.tell_owners_of_held_reveal", held_id=str(held.pk), lock=hour)


def allow_held_reveal(*, held_id: UUID, reason: str, by: Actor, at: datetime) -> HeldReveal:
    """Let the person open just that, once, within a day. Raises ``Refused`` for one's own request, ``VaultSilent``."""
    with transaction.atomic(using=current_site()):
        held = _waiting(held_id, by=by, at=at)
        if by.account_id is None:
            raise Refused(_("Only a person can allow this."))
        _decide(held, HeldReveal.State.ALLOWED, reason=reason, by=by, at=at)
        # last: what the vault has written down stays, whatever becomes of this transaction
        try:
            allow_once(held.entry_id, studio_id=held.studio_id, account_id=by.account_id, at=at)
        except NotToBeAllowed as error:
            raise Refused(_("This cannot be allowed any more.")) from error
    return held


def refuse_held_reveal(*, held_id: UUID, reason: str, by: Actor, at: datetime) -> HeldReveal:
    """Leave it closed, and say why. Raises ``Refused`` for one's own request."""
    with transaction.atomic(using=current_site()):
        held = _waiting(held_id, by=by, at=at)
        _decide(held, HeldReveal.State.REFUSED, reason=reason, by=by, at=at)
    return held


def _waiting(held_id: UUID, *, by: Actor, at: datetime) -> HeldReveal:
    held = HeldReveal.objects.select_for_update().get(pk=held_id)
    if not held.is_waiting(at):
        raise Refused(_("This was decided already, or is more than a week old."))
    if held.account_id == by.account_id:
        raise Refused(_("Somebody else decides what you have asked for."))
    return held


def _decide(held: HeldReveal, state: HeldReveal.State, *, reason: str, by: Actor, at: datetime) -> None:
    if not reason.strip():
        raise Refused(_("Give a reason: it is written down."))
    held.state, held.decided_at, held.decided_by_name, held.reason = state, at, by.name[:120], reason.strip()
    held.save(update_fields=["state", "decided_at", "decided_by_name", "reason"])
    record_change(f"privacy.held_reveal.{state.value}", of=held, by=by, at=at, note=held.reason)
