"""A court or an authority demands to be told something about somebody."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from museminder.domain.oversight.models.limits import MOST_DEMANDED
from museminder.domain.oversight.models.rights import kept_by_operators
from museminder.primitives.ids import uuid7

APPROVED_AND_ENDED = (
    "first_approver_id, first_approver, first_approved_at, second_approver_id, second_approver,"
    " second_approved_at, closed_as, closed_by, closed_at"
)
# What can be demanded: each is something that row security opens for whom the demand names.
RECORDS = ["student", "guardians", "enrollments", "bills", "payments"]


class LegalDemand(models.Model):
    """One paper, whom and what it names, and which two of us agreed that it must be answered.

    ``number`` is the studio's; families and students are named by id alone. What was recorded never changes: a paper
    read wrongly is refused and recorded anew. The database notes who approves, and takes nobody without a valid
    training, nobody twice, and not the one who recorded it.
    """

    class Kind(models.TextChoices):
        COURT_ORDER = "court_order"
        SUBPOENA = "subpoena"
        WARRANT = "warrant"

    class Closed(models.TextChoices):
        REFUSED = "refused"
        REVOKED = "revoked"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.BigIntegerField()
    kind = models.CharField(max_length=11, choices=Kind.choices)
    issuer = models.CharField(max_length=200)
    reference = models.CharField(max_length=80)
    document_sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    family_ids = ArrayField(models.UUIDField(), default=list)
    student_ids = ArrayField(models.UUIDField(), default=list)
    records = ArrayField(models.CharField(max_length=11))
    expires_at = models.DateTimeField()
    gag_until = models.DateTimeField(null=True)
    recorded_by_id = models.UUIDField()
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    first_approver_id = models.UUIDField(null=True)
    first_approver = models.CharField(max_length=120, blank=True)
    first_approved_at = models.DateTimeField(null=True)
    second_approver_id = models.UUIDField(null=True)
    second_approver = models.CharField(max_length=120, blank=True)
    second_approved_at = models.DateTimeField(null=True)
    closed_as = models.CharField(max_length=7, choices=Closed.choices, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_approver_id=F("second_approver_id"))
                & ~Q(first_approver_id=F("recorded_by_id"))
                & ~Q(second_approver_id=F("recorded_by_id")),
                name="legal_demand_by_different_people",
            ),
            models.CheckConstraint(
                condition=Q(second_approver_id=None) | Q(first_approver_id__isnull=False),
                name="legal_demand_first_before_second",
            ),
            models.CheckConstraint(
                condition=Q(document_sha256__regex=r"^[0-9a-f]{64}$") & ~Q(issuer="") & ~Q(reference=""),
                name="legal_demand_has_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(records__len__gte=1) & Q(records__contained_by=RECORDS),
                name="legal_demand_names_what",
            ),
            models.CheckConstraint(
                condition=Q(family_ids__len__lte=MOST_DEMANDED, student_ids__len__lte=MOST_DEMANDED)
                & (Q(family_ids__len__gte=1) | Q(student_ids__len__gte=1)),
                name="legal_demand_names_whom",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("received_at")), name="legal_demand_ends_after_it_came"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_as="") | Q(closed_at__isnull=False) & ~Q(closed_as=""),
                name="legal_demand_is_closed_as_something",
            ),
            *kept_by_operators("legal_demand", to=f"select, insert, update ({APPROVED_AND_ENDED})"),
        ]

    @property
    def is_approved(self) -> bool:
        """Whether two of us agreed."""
        return self.second_approver_id is not None

    def can_be_approved(self, *, at: datetime) -> bool:
        """Whether somebody can still agree."""
        return not self.is_approved and self.closed_at is None and at < self.expires_at

    def holds(self, *, at: datetime) -> bool:
        """Whether it can be answered: approved by two, not over, neither refused nor revoked."""
        return self.is_approved and self.closed_at is None and at < self.expires_at
