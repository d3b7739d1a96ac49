"""The double-entry ledger: nothing is edited, things are reversed."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey, StudioOneToOneField
from museminder.foundation.tenancy.models import StudioOwned


class FamilyAccount(StudioOwned):
    """What one family owes and has paid: its account in the ledger.

    A family has one in force. When two families with entries are merged, the account that came along is *continued*
    by the one in force: its entries stay where they were written, and both are read, settled and paid as one.
    """

    family = StudioForeignKey("people.Family", models.PROTECT, related_name="accounts")
    number = models.PositiveIntegerField()
    continued_by = StudioForeignKey("self", models.PROTECT, null=True, blank=True, related_name="continues")

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "number"], name="family_account_number_once"),
            models.UniqueConstraint(
                fields=["studio", "family"],
                condition=Q(continued_by=None),
                name="family_account_in_force_once",
            ),
            *access("billing_familyaccount", members=among("family_id", "families")),
        ]

    def __str__(self) -> str:
        return f"Account {self.number}"

    @property
    def in_force_id(self) -> UUID:
        """The id of the account on which this family's entries are written now: this one, or the one continuing it."""
        return self.continued_by_id or self.pk


class LedgerTransaction(StudioOwned):
    """One thing that happened with money: its lines add up to zero."""

    class Kind(models.TextChoices):
        CHARGE = "charge", "Charge"
        RECEIPT = "receipt", "Receipt"
        CREDIT = "credit", "Credit"
        ALLOCATION = "allocation", "Allocation"
        REFUND = "refund", "Refund"
        DISPUTE = "dispute", "Dispute"
        RETURNED = "returned", "Returned check"
        CARRY_OVER = "carry_over", "Opening balance"
        WRITE_OFF = "write_off", "Write-off"
        REVERSAL = "reversal", "Reversal"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    at = models.DateTimeField()
    reverses = StudioOneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["on"], name="ledger_transaction_on")]
        # Written once: no role may change or delete a transaction or a line of it.
        constraints = access("billing_ledgertransaction", office="select, insert", worker="select, insert")

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class LedgerLine(StudioOwned):
    """One side of a transaction: positive is debit, negative is credit, in minor units."""

    class Account(models.TextChoices):
        RECEIVABLE = "receivable", "Owed by families"
        FAMILY_CREDIT = "family_credit", "Owed to families"
        TUITION_INCOME = "tuition_income", "Tuition"
        FEE_INCOME = "fee_income", "Fees"
        TAX_PAYABLE = "tax_payable", "Tax collected"
        CASH = "cash", "Cash"
        CHECKS = "checks", "Checks"
        CARD_CLEARING = "card_clearing", "Card payments on their way"
        DISCOUNT = "discount", "Credits given"
        BAD_DEBT = "bad_debt", "Written off"
        OPENING = "opening", "Brought over from another system"

    transaction = StudioForeignKey(LedgerTransaction, models.PROTECT, related_name="lines")
    account = models.CharField(max_length=20, choices=Account.choices)
    family_account = StudioForeignKey(
        FamilyAccount, models.PROTECT, null=True, blank=True, related_name="ledger_lines"
    )
    amount = models.BigIntegerField()

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["family_account", "account"], name="ledger_line_of_account")]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="ledger_line_moves_something"),
            models.CheckConstraint(
                condition=~Q(account__in=["receivable", "family_credit"]) | Q(family_account__isnull=False),
                name="ledger_line_names_its_family",
            ),
            *access("billing_ledgerline", office="select, insert", worker="select, insert"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"
