"""A sale of MuseMinder that is announced."""

from __future__ import annotations

from django.db import connections

from museminder.domain.privacy.models import ChangeOfControl
from museminder.primitives.ids import uuid7


def make_change(*, days: int = 40) -> ChangeOfControl:
    """Announced now, for so many days ahead; written by whoever migrates, so that no operator is needed."""
    change_id = uuid7()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into privacy_changeofcontrol (id, taken_over_by, what_changes, effective_on, posted_by)"
            " values (%s, 'Harbor Holdings', E'Letters come\nfrom Harbor.', "
            " (clock_timestamp() at time zone 'UTC')::date + %s, 'Test')",
            [change_id, days],
        )
    return ChangeOfControl.objects.using("owner").get(pk=change_id)
