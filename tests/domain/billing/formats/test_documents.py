"""The sums of an invoice and of a statement are those of their lines."""

from dataclasses import replace
from datetime import date

import pytest

from museminder.domain.billing.formats.documents import (
    InvoiceDocument,
    InvoiceLine,
    Letterhead,
    PaymentLine,
    StatementDocument,
    StatementEntry,
    TaxLine,
)

LETTERHEAD = Letterhead("Harbor Street Conservatory")
INVOICE = InvoiceDocument(
    letterhead=LETTERHEAD,
    number="1042",
    issued_on=date(2026, 5, 1),
    due_on=date(2026, 5, 15),
    billed_to=("Maria Fernández",),
    lines=(InvoiceLine("Piano", 19448), InvoiceLine("Ballet II", 3000)),
    currency="USD",
    locale="en",
    taxes=(TaxLine("Sales tax", 1235),),
    payments=(PaymentLine(date(2026, 5, 3), "Check", 10000),),
)
STATEMENT = StatementDocument(
    letterhead=LETTERHEAD,
    account_number="A-0117",
    issued_on=date(2026, 6, 1),
    from_on=date(2026, 5, 1),
    until_on=date(2026, 6, 1),
    billed_to=("Maria Fernández",),
    opening_amount=2500,
    entries=(
        StatementEntry(date(2026, 5, 1), "Tuition", 5000),
        StatementEntry(date(2026, 5, 4), "Payment", -10000),
    ),
    currency="USD",
    locale="en",
)


def test_invoice_adds_its_lines_and_taxes_and_takes_its_payments_off():
    sums = (INVOICE.subtotal_amount, INVOICE.total_amount, INVOICE.paid_amount, INVOICE.due_amount)
    assert sums == (22448, 23683, 10000, 13683)


def test_nothing_is_due_on_a_void_invoice():
    assert replace(INVOICE, voided_on=date(2026, 5, 9)).due_amount == 0


def test_statement_carries_its_balance_from_line_to_line():
    assert (STATEMENT.balances, STATEMENT.closing_amount) == ((7500, -2500), -2500)


def test_statement_without_entries_closes_as_it_opened():
    assert replace(STATEMENT, entries=()).closing_amount == 2500


def test_statement_of_no_day_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        replace(STATEMENT, until_on=date(2026, 5, 1))


@pytest.mark.parametrize("color", ["teal", "#fff", "#12345g", '#000000"); #read("x")'])
def test_color_that_is_none_is_refused(color):
    with pytest.raises(ValueError, match="is not a color"):
        Letterhead("Studio", color=color)


def test_paper_we_do_not_print_on_is_refused():
    with pytest.raises(ValueError, match="is not a paper"):
        Letterhead("Studio", paper="a0")
