"""What a family is asked to pay."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from museminder.domain.billing.models.ledger import FamilyAccount, LedgerTransaction
from museminder.foundation.tenancy.access import access, among, demanded
from museminder.foundation.tenancy.fields import StudioForeignKey, StudioOneToOneField
from museminder.foundation.tenancy.models import StudioOwned


class Charge(StudioOwned):
    """One receivable: an amount, a day it is due, and the steps that led to it.

    What it is for is stored as a key with parameters and rendered for whoever looks: a payer without the right to
    see the child reads "Tuition, May 2026". ``source_kind`` and ``source_id`` say what it came from, and a source is
    charged once for a period and a payer, whatever happens.
    """

    family_account = StudioForeignKey(FamilyAccount, models.PROTECT, related_name="charges")
    family_ref = models.UUIDField(editable=False)
    transaction = StudioOneToOneField(LedgerTransaction, models.PROTECT, related_name="charge")
    kind = models.CharField(max_length=20, default="tuition")
    source_kind = models.CharField(max_length=30)
    source_id = models.UUIDField()
    period = models.DateField()
    payer_id = models.UUIDField(null=True, blank=True)
    student_id = models.UUIDField(null=True, blank=True)
    description = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    due_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    tax_amount = models.PositiveBigIntegerField(default=0)
    allocated_amount = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["family_account", "due_on"], name="charge_of_account"),
            models.Index(
                fields=["due_on"],
                name="charge_open",
                condition=Q(reversed_at=None, allocated_amount__lt=F("amount")),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "source_kind", "source_id", "period", "payer_id"],
                condition=Q(reversed_at=None),
                nulls_distinct=False,
                name="charge_once_for_a_period",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="charge_is_for_something"),
            models.CheckConstraint(
                condition=Q(allocated_amount__lte=F("amount")), name="charge_settled_once"
            ),
            models.CheckConstraint(condition=Q(tax_amount__lte=F("amount")), name="charge_tax_within"),
            models.CheckConstraint(
                condition=Q(reversed_at=None) | Q(allocated_amount=0), name="charge_reversed_is_not_settled"
            ),
            *access("billing_charge", members=among("family_ref", "families")),
            demanded("billing_charge", records="bills", column="family_ref", sight="families"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period:%Y-%m}"

    @property
    def open_amount(self) -> int:
        """What is still to be paid, in minor units."""
        return 0 if self.reversed_at else self.amount - self.allocated_amount

    @property
    def state(self) -> str:
        """``open``, ``part_paid``, ``paid`` or ``reversed``."""
        if self.reversed_at:
            return "reversed"
        if not self.open_amount:
            return "paid"
        return "part_paid" if self.allocated_amount else "open"
