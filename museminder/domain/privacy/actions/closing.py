"""Closing a school: read only at once, keys destroyed 90 days later, and until then it can be opened again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.privacy.actions.blanking import blank_studio
from museminder.domain.privacy.events import StudioCloses
from museminder.domain.privacy.models import StudioClosing
from museminder.domain.privacy.models.studio_closing import DAYS_TO_TAKE_ALONG
from museminder.domain.privacy.queries.closing import closing_now, holds_in_force
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.destroying import destroy_studio_keys, known_erasures
from museminder.foundation.vault.keys.subject_keys import own_subject
from museminder.primitives.actor import PROGRAM, Actor
from museminder.primitives.happenings import announce

LOOKED_AT_AGAIN = timedelta(days=1)  # while a legal hold stands in the way


def close_studio(*, studio_id: int, typed_name: str, by: Actor, at: datetime) -> StudioClosing:
    """Close the school: from now on everything in it is read only, but for taking along and asking.

    Everything is exported, every family gets a letter, and after 90 days the keys are destroyed. Raises ``Refused``
    when the name that was typed is not the school's, or when it closes already.
    """
    with transaction.atomic(using=current_site()):
        studio = Studio.objects.select_for_update().get(pk=studio_id)
        if " ".join(typed_name.split()) != " ".join(studio.name.split()):
            raise Refused(_("This is not the name of your school. Type it as it stands above."))
        if closing_now() is not None:
            raise Refused(_("Your school is closing already."))
        destroy_on = (at.astimezone(UTC) + DAYS_TO_TAKE_ALONG).date() + timedelta(days=1)
        closing = StudioClosing.objects.create(
            begun_at=at, begun_by_name=by.name[:120], destroy_on=destroy_on
        )
        Studio.objects.filter(pk=studio_id).update(closing_at=at)
        record_change("privacy.studio.closing", of=closing, by=by, at=at)
        enqueue("privacy.tell_of_closing", closing_id=str(closing.pk))
        _destroy_at(closing, datetime.combine(destroy_on, time(), UTC))
        announce(StudioCloses(by=by, at=at))
    return closing


def reopen_studio(*, studio_id: int, by: Actor, at: datetime) -> StudioClosing:
    """Open a school again that is closing: everything is as it was. Raises ``Refused`` when it is not closing."""
    with transaction.atomic(using=current_site()):
        closing = closing_now()
        if closing is None:
            raise Refused(_("Your school is not closing."))
        closing.reopened_at, closing.reopened_by_name = at, by.name[:120]
        closing.save(update_fields=["reopened_at", "reopened_by_name"])
        Studio.objects.filter(pk=studio_id).update(closing_at=None)
        record_change("privacy.studio.reopened", of=closing, by=by, at=at)
    return closing


def carry_out_closing(*, closing_id: UUID, studio_id: int, at: datetime) -> StudioClosing:
    """Destroy the keys of a school whose day has come, unless a legal hold stands in the way. ``VaultSilent``.

    The keys go first: whatever happens between, doing it again finishes it. Nobody can enter afterwards.
    """
    with transaction.atomic(using=current_site()):
        closing = StudioClosing.objects.select_for_update().get(pk=closing_id)
        if closing.reopened_at or closing.destroyed_at:
            return closing
        if not closing.is_due(on=at.astimezone(UTC).date()):
            _destroy_at(closing, datetime.combine(closing.destroy_on, time(), UTC))
            return closing
        if holds_in_force(at=at):
            closing.held_since = closing.held_since or at
            closing.save(update_fields=["held_since"])
            _destroy_at(closing, at + LOOKED_AT_AGAIN)
            return closing
        destroyed = destroy_studio_keys(studio_id=studio_id, at=at)
        closing.destroyed_at, closing.key_count = at, destroyed.count
        closing.gone_from_backups_on = destroyed.gone_from_backups_on
        closing.save(update_fields=["destroyed_at", "key_count", "gone_from_backups_on"])
        shut_studio(studio_id=studio_id, at=at)
        record_change("privacy.studio.closed", of=closing, by=PROGRAM, at=at)
    return closing


def shut_studio(*, studio_id: int, at: datetime) -> bool:
    """Let nobody enter a school whose keys are destroyed, and leave no name in it; true if somebody could enter.

    Somebody can after an older copy came back; the names are back with it then.
    """
    if not Studio.objects.filter(pk=studio_id, closed_at=None).update(closing_at=at, closed_at=at):
        return False
    blank_studio()
    return True


def shut_again(*, studio_id: int, at: datetime) -> bool:
    """Shut a school whose keys were destroyed and that an older copy of the studios' database opened again."""
    destroyed = any(
        each.studio_id == studio_id and each.subject_id == own_subject(studio_id) for each in known_erasures()
    )
    return destroyed and shut_studio(studio_id=studio_id, at=at)


def _destroy_at(closing: StudioClosing, moment: datetime) -> None:
    enqueue("privacy.carry_out_closing", scheduled_at=moment, closing_id=str(closing.pk))
