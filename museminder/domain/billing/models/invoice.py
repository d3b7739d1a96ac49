"""What a family was asked to pay, as a document."""

from __future__ import annotations

from django.db import models

from museminder.domain.billing.models.charge import Charge
from museminder.domain.billing.models.ledger import FamilyAccount
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class NumberCounter(StudioOwned):
    """The next number of a series such as invoices: 1, 2, 3 in each studio, without gaps."""

    name = models.CharField(max_length=20)
    next_value = models.PositiveBigIntegerField(default=1)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "name"], name="number_counter_once"),
            *access("billing_numbercounter"),
        ]

    def __str__(self) -> str:
        return self.name


class Invoice(StudioOwned):
    """Charges put on one sheet for one payer, fixed on the day it was issued."""

    family_account = StudioForeignKey(FamilyAccount, models.PROTECT, related_name="invoices")
    family_ref = models.UUIDField(editable=False)
    number = models.PositiveBigIntegerField()
    payer_id = models.UUIDField(null=True, blank=True)
    issued_on = models.DateField()
    due_on = models.DateField()
    created_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["family_account", "issued_on"], name="invoice_of_account")]
        constraints = [
            models.UniqueConstraint(fields=["studio", "number"], name="invoice_number_once"),
            *access("billing_invoice", members=among("family_ref", "families")),
        ]

    def __str__(self) -> str:
        return f"Invoice {self.number}"


class InvoiceLine(StudioOwned):
    """One charge on an invoice."""

    invoice = StudioForeignKey(Invoice, models.PROTECT, related_name="lines")
    charge = StudioForeignKey(Charge, models.PROTECT, related_name="invoice_lines")
    family_ref = models.UUIDField(editable=False)
    amount = models.PositiveBigIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "invoice", "charge"], name="invoice_line_once"),
            *access("billing_invoiceline", members=among("family_ref", "families")),
        ]

    def __str__(self) -> str:
        return str(self.amount)
