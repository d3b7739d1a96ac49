"""Whether somebody is kept away from a student of the studio."""

from __future__ import annotations

from datetime import datetime

from django.db import connections
from django.db.models import Q

from museminder.domain.people.models import CustodyDenial
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def is_kept_away(by: Actor, *, at: datetime) -> bool:
    """Whether a custody denial in force names this person.

    On the site the denial's own row is hidden from whom it names, and the signed context knows; in a job the context
    is nobody's, and the row is there.
    """
    with connections[str(current_site())].cursor() as cursor:
        cursor.execute("select cardinality(sec.denied()) > 0")
        if cursor.fetchone()[0]:
            return True
    in_force = Q(ended_at=None) | Q(ended_at__gt=at)
    return (
        by.account_id is not None
        and CustodyDenial.objects.filter(
            in_force, guardian__account_id=by.account_id, starts_at__lte=at
        ).exists()
    )
