"""What stands on an invoice and on a statement: facts only, in the order they are read.

Amounts are in minor units of the document's currency; dates are days in the studio's time zone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from museminder.domain.billing.rules.allocation import Age

PaperSize = Literal["us-letter", "a4"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The studio as it writes to families; its color is given as #rrggbb and darkened until it reads well."""

    studio_name: str
    address_lines: tuple[str, ...] = ()
    contact_lines: tuple[str, ...] = ()
    color: str = "#2a6b68"
    paper: PaperSize = "us-letter"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.color):
            raise ValueError(f"{self.color!r} is not a color such as #2a6b68")
        if self.paper not in get_args(PaperSize):
            raise ValueError(f"{self.paper!r} is not a paper we print on")


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One thing charged, without tax; the explanation says in words how the amount came about."""

    description: str
    amount: int
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A tax added to the lines."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """Money already received, or a credit used, for this invoice; positive."""

    on: date
    description: str
    amount: int


@dataclass(frozen=True, slots=True)
class InvoiceDocument:
    """One invoice for one payer."""

    letterhead: Letterhead
    number: str
    issued_on: date
    due_on: date
    billed_to: tuple[str, ...]
    lines: tuple[InvoiceLine, ...]
    currency: str
    locale: str
    taxes: tuple[TaxLine, ...] = ()
    payments: tuple[PaymentLine, ...] = ()
    note: str = ""
    voided_on: date | None = None

    @property
    def subtotal_amount(self) -> int:
        """The lines together, before tax."""
        return sum(line.amount for line in self.lines)

    @property
    def total_amount(self) -> int:
        """The lines and their taxes."""
        return self.subtotal_amount + sum(tax.amount for tax in self.taxes)

    @property
    def paid_amount(self) -> int:
        """What was already received."""
        return sum(payment.amount for payment in self.payments)

    @property
    def due_amount(self) -> int:
        """What is still to be paid; nothing once it is void."""
        return 0 if self.voided_on else self.total_amount - self.paid_amount


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One thing that happened on an account: positive raises what the family owes, negative lowers it."""

    on: date
    description: str
    amount: int
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementDocument:
    """What happened on a family's account between two days, half open, and what it comes to."""

    letterhead: Letterhead
    account_number: str
    issued_on: date
    from_on: date
    until_on: date
    billed_to: tuple[str, ...]
    opening_amount: int
    entries: tuple[StatementEntry, ...]
    currency: str
    locale: str
    aging: Mapping[Age, int] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        if self.until_on <= self.from_on:
            raise ValueError("a statement covers at least one day")

    @property
    def balances(self) -> tuple[int, ...]:
        """The balance after each entry."""
        balance, balances = self.opening_amount, []
        for entry in self.entries:
            balance += entry.amount
            balances.append(balance)
        return tuple(balances)

    @property
    def closing_amount(self) -> int:
        """The balance at the end; below zero it is the family's credit."""
        return self.opening_amount + sum(entry.amount for entry in self.entries)
