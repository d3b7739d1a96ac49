"""Somebody got at personal information who should not have: what happened, and which studios were told when."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from museminder.foundation.tenancy.access import OFFICE, Access
from museminder.primitives.ids import uuid7

TOLD_WITHIN = timedelta(hours=72)  # sentence N08 of the policy; GDPR Art. 33
OPERATING = "(SELECT sec.operator())"
MINE = "number = (SELECT sec.studio())"


class Breach(models.Model):
    """One breach as we know it; what is written stays, and what turns up later is another row. No names in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    what_happened = models.CharField(max_length=1000)
    whose = models.CharField(max_length=500)
    what_we_do = models.CharField(max_length=1000)
    found_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what_happened="") & ~Q(whose="") & ~Q(what_we_do=""),
                name="breach_is_told_in_full",
            ),
            models.CheckConstraint(
                condition=Q(found_at__lte=F("recorded_at")), name="breach_was_found_before_it_was_recorded"
            ),
            Access(role="operator", name="breach_operator", to="select, insert", where=OPERATING),
            Access(role="worker", name="breach_worker", to="select"),
        ]

    @property
    def due_at(self) -> datetime:
        """Until when every studio it is about has to know."""
        return self.found_at + TOLD_WITHIN


class BreachNotice(models.Model):
    """What one studio is told, in words of its own copy; ``told_at`` is when the letter to its owners went out.

    ``number`` is the studio's; of its families there are only how many.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="notices")
    number = models.BigIntegerField()
    subject_count = models.PositiveIntegerField()
    what_happened = models.CharField(max_length=1000)
    whose = models.CharField(max_length=500)
    what_we_do = models.CharField(max_length=1000)
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "number"], name="breach_notice_once_a_studio"),
            Access(role="operator", name="breach_notice_operator", to="select, insert", where=OPERATING),
            Access(role="studio", name="breach_notice_studio", to="select", where=f"{MINE} AND {OFFICE}"),
            Access(
                role="worker",
                name="breach_notice_worker",
                to="select, update (told_at)",
                where=MINE,
                sees="true",
            ),
        ]

    @property
    def due_at(self) -> datetime:
        """Until when the studio has to know."""
        return self.found_at + TOLD_WITHIN

    def is_late(self, at: datetime) -> bool:
        """Whether the studio was told too late, or should know by now and does not."""
        return (self.told_at or at) > self.due_at
