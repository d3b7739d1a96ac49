"""Money received, money owed to a family, and which charges they settle."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from museminder.domain.billing.models.charge import Charge
from museminder.domain.billing.models.ledger import FamilyAccount, LedgerTransaction
from museminder.foundation.tenancy.access import access, among, demanded
from museminder.foundation.tenancy.fields import StudioForeignKey, StudioOneToOneField
from museminder.foundation.tenancy.models import StudioOwned


class _Settles(StudioOwned):
    """Money that can settle charges: what is not allocated yet is the family's."""

    family_account = StudioForeignKey(FamilyAccount, models.PROTECT, related_name="%(class)ss")
    family_ref = models.UUIDField(editable=False)
    transaction = StudioOneToOneField(LedgerTransaction, models.PROTECT, related_name="%(class)s")
    amount = models.PositiveBigIntegerField()
    allocated_amount = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        abstract = True


class Receipt(_Settles):
    """Money received from a family, with the gateway's transaction id if a card paid it."""

    class Method(models.TextChoices):
        CASH = "cash", _("Cash")
        CHECK = "check", pgettext_lazy("a way to pay", "Check")
        CARD = "card", _("Card")
        TRANSFER = "transfer", _("Bank transfer")

    class ReturnReason(models.TextChoices):
        FUNDS = "funds", _("Not enough money on the account")
        CLOSED = "closed", _("The account is closed")
        STOPPED = "stopped", _("Payment was stopped")
        DEFECT = "defect", _("Not signed or not filled in right")
        OTHER = "other", _("The bank gave no reason")

    method = models.CharField(max_length=12, choices=Method.choices)
    received_on = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    gateway_transaction_id = models.CharField(max_length=120, blank=True)
    refunded_amount = models.PositiveBigIntegerField(default=0)
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.CharField(max_length=12, choices=ReturnReason.choices, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["received_on"], name="receipt_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "gateway_transaction_id"],
                condition=~Q(gateway_transaction_id=""),
                name="receipt_once_for_a_gateway_transaction",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_is_of_something"),
            models.CheckConstraint(
                condition=Q(amount__gte=F("allocated_amount") + F("refunded_amount")),
                name="receipt_spent_once",
            ),
            models.CheckConstraint(
                condition=~Q(method="card") | ~Q(gateway_transaction_id=""),
                name="receipt_by_card_has_its_transaction",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None, return_reason="")
                | Q(method="check", returned_on__isnull=False, reversed_at__isnull=False),
                name="receipt_returned_is_a_check_taken_back",
            ),
            *access("billing_receipt", members=among("family_ref", "families")),
            demanded("billing_receipt", records="payments", column="family_ref", sight="families"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.received_on}"

    @property
    def unallocated_amount(self) -> int:
        """What this receipt can still settle, in minor units."""
        return 0 if self.reversed_at else self.amount - self.allocated_amount - self.refunded_amount


class Credit(_Settles):
    """Money the studio owes a family without having received it: a kindness, a correction."""

    class Kind(models.TextChoices):
        CREDIT = "credit", "Credit"
        WRITE_OFF = "write_off", "Write-off"
        CARRY_OVER = "carry_over", "Opening balance"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CREDIT)
    reason = models.CharField(max_length=200)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="credit_is_of_something"),
            models.CheckConstraint(condition=Q(amount__gte=F("allocated_amount")), name="credit_spent_once"),
            *access("billing_credit", members=among("family_ref", "families")),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def unallocated_amount(self) -> int:
        """What this credit can still settle, in minor units."""
        return 0 if self.reversed_at else self.amount - self.allocated_amount


class Allocation(StudioOwned):
    """Part of a receipt or of a credit settles part of a charge."""

    charge = StudioForeignKey(Charge, models.PROTECT, related_name="allocations")
    transaction = StudioForeignKey(LedgerTransaction, models.PROTECT, related_name="allocations")
    receipt = StudioForeignKey(Receipt, models.PROTECT, null=True, blank=True, related_name="allocations")
    credit = StudioForeignKey(Credit, models.PROTECT, null=True, blank=True, related_name="allocations")
    family_ref = models.UUIDField(editable=False)
    amount = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_is_of_something"),
            models.CheckConstraint(
                condition=Q(receipt__isnull=True, credit__isnull=False)
                | Q(receipt__isnull=False, credit__isnull=True),
                name="allocation_from_one_source",
            ),
            *access("billing_allocation", members=among("family_ref", "families")),
        ]

    def __str__(self) -> str:
        return str(self.amount)


class Refund(StudioOwned):
    """Money given back to a family out of a receipt."""

    receipt = StudioForeignKey(Receipt, models.PROTECT, related_name="refunds")
    transaction = StudioOneToOneField(
        LedgerTransaction, models.PROTECT, null=True, blank=True, related_name="refund"
    )
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, default="asked")
    reason = models.CharField(max_length=200, blank=True)
    gateway_refund_id = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "done", "failed"]), name="refund_state_known"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_of_something"),
            models.UniqueConstraint(
                fields=["studio", "gateway_refund_id"], condition=~Q(gateway_refund_id=""), name="refund_once"
            ),
            *access("billing_refund"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.amount}"


class Dispute(StudioOwned):
    """A card holder's bank takes a payment back, for now or for good."""

    receipt = StudioForeignKey(Receipt, models.PROTECT, related_name="disputes")
    transaction = StudioOneToOneField(
        LedgerTransaction, models.PROTECT, null=True, blank=True, related_name="dispute"
    )
    amount = models.PositiveBigIntegerField()
    state = models.CharField(max_length=12, default="open")
    gateway_dispute_id = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "gateway_dispute_id"], name="dispute_once"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "won", "lost"]), name="dispute_state_known"
            ),
            *access("billing_dispute"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.amount}"
