"""A family, and the owner of its studio, are told that a court demanded something about it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.legal_demand import LegalDemand
from museminder.domain.oversight.models.limits import NOTICE_WITHIN
from museminder.domain.oversight.models.rights import OPERATING
from museminder.foundation.tenancy.access import OFFICE, Access, among
from museminder.primitives.ids import uuid7

MINE = "number = (SELECT sec.studio())"
# What a court forbids to tell is not there before its day, for nobody of the studio.
TOLD_OF = "shown_from <= now()"
NOT_DENIED = "NOT (student_ids && (SELECT sec.denied())::uuid[])"


class DemandNotice(models.Model):
    """One family and one demand; without a family it is the notice to the studio's owners.

    ``number`` is the studio's. ``shown_from`` is when the archive was made, or the day on which the court lets it be
    known. ``told_at`` is when the letter went out; where nobody has a mail address, the day on which a letter on paper
    was posted (``posted_on``), which one of us writes down: the database puts the moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    demand = models.ForeignKey(LegalDemand, models.PROTECT, related_name="notices")
    number = models.BigIntegerField()
    family_id = models.UUIDField(null=True)
    student_ids = ArrayField(models.UUIDField(), default=list)
    kind = models.CharField(max_length=11)
    issuer = models.CharField(max_length=200)
    reference = models.CharField(max_length=80)
    records = ArrayField(models.CharField(max_length=11))
    made_at = models.DateTimeField()
    shown_from = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True)
    posted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "family_id"], nulls_distinct=False, name="demand_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(shown_from__gte=F("made_at")), name="demand_notice_follows_the_archive"
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(told_at__gte=F("shown_from")), name="demand_notice_keeps_silent"
            ),
            models.CheckConstraint(
                condition=Q(posted_on=None) | Q(told_at__isnull=False) & ~Q(posted_by=""),
                name="demand_notice_on_paper_is_told",
            ),
            Access(
                role="operator",
                name="demand_notice_operator",
                to="select, update (posted_on, posted_by)",
                where=OPERATING,
            ),
            Access(
                role="studio",
                name="demand_notice_studio",
                to="select",
                where=f"{MINE} AND {OFFICE} AND {NOT_DENIED} AND {TOLD_OF}",
            ),
            Access(
                role="member",
                name="demand_notice_member",
                to="select",
                where=f"{MINE} AND {among('family_id', 'families')} AND {NOT_DENIED} AND {TOLD_OF}",
            ),
            Access(
                role="worker",
                name="demand_notice_worker",
                to="select, insert, update (told_at)",
                where=MINE,
                sees="true",
            ),
        ]

    def is_late(self, at: datetime) -> bool:
        """Whether it was told too late, or should have been by now."""
        return (self.told_at or at) > self.shown_from + NOTICE_WITHIN
