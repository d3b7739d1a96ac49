"""Writing a breach down, and telling the studios it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.rules import check_text
from museminder.domain.privacy.models import Breach, BreachNotice
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

OPERATES = "operator"


def record_breach(
    *,
    what_happened: str,
    whose: str,
    what_we_do: str,
    found_at: datetime,
    studios: Mapping[int, int],
    by: Actor,
    at: datetime,
) -> Breach:
    """Write down what happened; each studio it is about gets a letter within minutes, and a line on its desk.

    ``studios`` are numbers of studios with how many people of each it is about. Raises ``Refused``.
    """
    words = {
        "what_happened": check_text(what_happened),
        "whose": check_text(whose),
        "what_we_do": check_text(what_we_do),
    }
    if not all(words.values()):
        raise Refused(_("Say what happened, whose information it was and what is done."))
    if found_at > at:
        raise Refused(_("This moment has not come yet."))
    with transaction.atomic(using=OPERATES):
        breach = Breach.objects.using(OPERATES).create(
            **words, found_at=found_at, recorded_at=at, recorded_by=by.name[:120]
        )
        BreachNotice.objects.using(OPERATES).bulk_create(
            BreachNotice(breach=breach, number=number, subject_count=count, found_at=found_at, **words)
            for number, count in sorted(studios.items())
        )
    return breach


def note_told(*, notice: BreachNotice, at: datetime) -> None:
    """Note that the letter to the owners of a studio went out; for the studio's own job."""
    BreachNotice.objects.using(current_site()).filter(pk=notice.pk, told_at=None).update(told_at=at)
