"""Calendar feeds: opening an address for one person, and shutting it."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.courses.models import CalendarFeed, FeedOwner
from museminder.domain.courses.rules.refusals import Refused
from museminder.domain.people.models import Guardian, StaffMember
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def open_feed(*, owner_kind: FeedOwner, owner_id: UUID, by: Actor, at: datetime) -> tuple[CalendarFeed, str]:
    """Give a guardian or an instructor the address of their calendar; returns the feed and the secret of its address.

    The secret is told once and stored as its hash. What the feed shows is decided at each fetch by what its owner may
    see then; so a guardian needs an account. Raises ``Refused`` for one without, or for somebody who left.
    """
    with transaction.atomic(using=current_site()):
        token = secrets.token_urlsafe(32)
        feed = CalendarFeed(
            token_hash=sha256(token.encode()).hexdigest(),
            owner_kind=owner_kind,
            owner_id=owner_id,
            account_id=_account_of(owner_kind, owner_id),
            created_at=at,
        )
        feed.save(force_insert=True)
        record_change(
            "courses.feed.opened", of=feed, by=by, at=at, details={"owner": str(owner_id), "kind": owner_kind}
        )
        return feed, token


def revoke_feed(*, feed_id: UUID, by: Actor, at: datetime) -> CalendarFeed:
    """Shut an address for ever: from now on it answers like one that never was. Twice is the same as once."""
    with transaction.atomic(using=current_site()):
        feed = CalendarFeed.objects.select_for_update().get(id=feed_id)
        if feed.revoked_at is None:
            feed.revoked_at = at
            feed.save(update_fields=["revoked_at"])
            record_change("courses.feed.revoked", of=feed, by=by, at=at)
        return feed


def _account_of(owner_kind: FeedOwner, owner_id: UUID) -> UUID | None:
    if owner_kind == FeedOwner.STAFF:
        person = StaffMember.objects.get(id=owner_id)
        if not person.is_active:
            raise Refused(_("%(name)s no longer works here.") % {"name": person})
        return person.account_id
    guardian = Guardian.objects.get(id=owner_id)
    if guardian.account_id is None:
        raise Refused(
            _("%(name)s has no account yet. Invite them first: a calendar shows what its owner may see here.")
            % {"name": guardian}
        )
    return guardian.account_id
