"""A reveal was held; an owner allows it once, or refuses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.models.held_reveal import ALONE_AFTER
from museminder.domain.privacy.queries.held_reveals import decides_alone
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
    """Let the person open just that, once, within a day.

    One's own request is allowed by a school's only owner, a day after it was held; that is written down as such, and
    families read it. Raises ``Refused`` for one's own request otherwise, ``VaultSilent``.
    """
    with transaction.atomic(using=current_site()):
        held = _waiting(held_id, at=at)
        if by.account_id is None:
            raise Refused(_("Only a person can allow this."))
        is_alone = held.account_id == by.account_id
        if is_alone:
            _check_alone(held, account_id=by.account_id, at=at)
        _decide(held, HeldReveal.State.ALLOWED, reason=reason, by=by, at=at)
        # last: what the vault has written down stays, whatever becomes of this transaction
        try:
            allow_once(
                held.entry_id,
                studio_id=held.studio_id,
                account_id=by.account_id,
                at=at,
                is_alone=is_alone,
            )
        except NotToBeAllowed as error:
            raise Refused(_("This cannot be allowed any more.")) from error
    return held


def refuse_held_reveal(*, held_id: UUID, reason: str, by: Actor, at: datetime) -> HeldReveal:
    """Leave it closed, and say why. Raises ``Refused`` for one's own request."""
    with transaction.atomic(using=current_site()):
        held = _waiting(held_id, at=at)
        if held.account_id == by.account_id:
            raise Refused(_("Somebody else decides what you have asked for."))
        _decide(held, HeldReveal.State.REFUSED, reason=reason, by=by, at=at)
    return held


def _waiting(held_id: UUID, *, at: datetime) -> HeldReveal:
    held = HeldReveal.objects.select_for_update().get(pk=held_id)
    if not held.is_waiting(at):
        raise Refused(_("This was decided already, or is more than a week old."))
    return held


def _check_alone(held: HeldReveal, *, account_id: UUID, at: datetime) -> None:
    if not decides_alone(account_id):
        raise Refused(_("Somebody else decides what you have asked for."))
    if at < held.held_at + ALONE_AFTER:
        raise Refused(_("As the only owner you can allow this yourself a day after it was held."))


def _decide(held: HeldReveal, state: HeldReveal.State, *, reason: str, by: Actor, at: datetime) -> None:
    if not reason.strip():
        raise Refused(_("Give a reason: it is written down."))
    held.state, held.decided_at, held.decided_by_name, held.reason = state, at, by.name[:120], reason.strip()
    held.save(update_fields=["state", "decided_at", "decided_by_name", "reason"])
    details = {"is_alone": held.account_id is not None and held.account_id == by.account_id}
    verb = f"privacy.held_reveal.{state.value}"
    record_change(verb, of=held, by=by, at=at, note=held.reason, details=details)
