"""Noting that a family, or the owners of a studio, were told of a legal demand."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from museminder.domain.oversight.models import DemandNotice
from museminder.foundation.identity.rules import of_database
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def note_told(*, notice: DemandNotice, at: datetime) -> None:
    """Note that the letter went out; for the studio's own job."""
    DemandNotice.objects.using(current_site()).filter(pk=notice.pk, told_at=None).update(told_at=at)


def note_posted(*, notice_id: UUID, posted_on: date, by: Actor) -> DemandNotice:
    """Note that the studio's office posted a letter on paper, because nobody of the family has a mail address.

    Raises ``Refused`` for who was told already or may not know yet, for a day before that or still to come, and for
    whoever was not taught lately.
    """
    words = {
        "MM403": _("Only who was taught lately can write this down."),
        "MM409": _("They were told already, or may not know yet."),
        "22008": _("The letter was posted between the day on which they may know and today."),
    }
    try:
        with transaction.atomic(using=current_site()):
            rows = DemandNotice.objects.using(current_site()).filter(pk=notice_id)
            rows.update(posted_on=posted_on, posted_by=by.name[:120])
    except DatabaseError as error:
        raise (of_database(words, error) or error) from error
    return DemandNotice.objects.using(current_site()).get(pk=notice_id)
