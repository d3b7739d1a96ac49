"""Announcing that MuseMinder is sold or merged, and what a studio answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.db import connections, transaction
from django.utils import formats
from django.utils.translation import gettext as _

from museminder.domain.people.rules import check_text
from museminder.domain.privacy.models import ChangeOfControl, TransferChoice
from museminder.domain.privacy.models.change_of_control import WRITABLE
from museminder.domain.privacy.rules.notice import TooSoon, check_notice, earliest_effective_on
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.ids import uuid7

POSTS = "operator"  # the one role that may announce; its grant leaves out the time and the hash


def announce_change(
    *, taken_over_by: str, what_changes: str, effective_on: date, by: Actor, at: datetime
) -> ChangeOfControl:
    """Announce who takes MuseMinder over: every site says so from now on, and everybody is written to.

    Raises ``Refused`` when 30 days would not have passed or nothing is said. Whatever ``at`` says, the database notes
    the time of posting itself, and nobody can change what was announced.
    """
    who, what = check_text(taken_over_by), check_text(what_changes, lines_allowed=True)
    if not who or not what:
        raise Refused(_("Say who takes over and what changes."))
    try:
        check_notice(effective_on=effective_on, at=at)
    except TooSoon as refusal:
        day = formats.date_format(earliest_effective_on(at))
        said = _("Everybody has 30 days to read it: it can take effect on %(day)s at the earliest.")
        raise Refused(said % {"day": day}) from refusal
    change_id = uuid7()
    with transaction.atomic(using=POSTS), connections[POSTS].cursor() as cursor:
        # Not save(): it names every column, and the grant does not hold posted_at.
        cursor.execute(
            f"insert into privacy_changeofcontrol ({WRITABLE}) values (%s, %s, %s, %s, %s)",  # noqa: S608
            [change_id, who, what, effective_on, by.name[:120]],
        )
    return ChangeOfControl.objects.using(POSTS).get(pk=change_id)


def choose_transfer(*, change_id: UUID, goes_along: bool, by: Actor, at: datetime) -> TransferChoice:
    """Say that the studio goes along, or that it does not; it can say otherwise until the day. ``Refused`` after it."""
    with transaction.atomic(using=current_site()):
        change = ChangeOfControl.objects.get(pk=change_id)
        if change.is_in_effect(on=at.astimezone(UTC).date()):
            raise Refused(_("The day has come; what was answered before it holds."))
        chosen = {"goes_along": goes_along, "chosen_at": at, "chosen_by_name": by.name[:120]}
        choice, _is_new = TransferChoice.objects.update_or_create(change_id=change.pk, defaults=chosen)
        what = "privacy.transfer.agreed" if goes_along else "privacy.transfer.refused"
        record_change(what, of=choice, by=by, at=at)
    return choice
