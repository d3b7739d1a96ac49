"""How large a studio is: all that operators see of it."""

from __future__ import annotations

from django.db import models

from museminder.domain.oversight.models.rights import OPERATING
from museminder.foundation.tenancy.access import Access


class StudioFigures(models.Model):
    """Counts of one studio, written by a job inside it; no name, not even the studio's."""

    number = models.BigIntegerField(
        primary_key=True
    )  # the studio's; not called studio_id: no row of a studio
    family_count = models.PositiveIntegerField()
    student_count = models.PositiveIntegerField()
    meeting_count = (
        models.PositiveIntegerField()
    )  # in the seven days from the day of counting, the studio's own
    stored_bytes = models.PositiveBigIntegerField()
    acceptances = models.JSONField(
        default=dict
    )  # how many agreed to each version of the policy, by its number
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            Access(role="operator", name="studio_figures_operator", to="select", where=OPERATING),
            Access(
                role="worker",
                name="studio_figures_worker",
                to="select, insert, update",
                where="number = (SELECT sec.studio())",
            ),
        ]
