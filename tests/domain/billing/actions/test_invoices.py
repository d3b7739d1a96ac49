"""Charges on sheets of paper."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.billing.actions.charges import reverse_charge
from museminder.domain.billing.actions.invoices import issue_invoices, void_invoice
from museminder.domain.billing.models import FamilyAccount, Invoice, InvoiceLine
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.reports.queries.documents import invoice_document
from museminder.foundation.tenancy.context import current_entry
from museminder.primitives.ids import uuid7
from tests.factories.money import MAY, TODAY, charge, make_account, pay, who
from tests.schools import NOON, School


def issue(school: School, account: FamilyAccount | None = None) -> list[Invoice]:
    due_on = TODAY + timedelta(days=10)
    return issue_invoices(due_on=due_on, account=account, **who(school))


def test_each_family_and_payer_gets_one_sheet_and_numbers_have_no_gaps(studio: School) -> None:
    first, second = make_account("Abernathy"), make_account("Zhang")
    payer = uuid7()
    charge(first, 30_00, studio)
    charge(first, 20_00, studio, payer_id=payer)
    charge(second, 10_00, studio)
    assert sorted(invoice.number for invoice in issue(studio)) == [1, 2, 3]
    assert issue(studio) == []
    charge(second, 15_00, studio)
    (last,) = issue(studio, second)
    assert (last.number, [line.amount for line in last.lines.all()]) == (4, [15_00])
    assert sorted(InvoiceLine.objects.values_list("amount", flat=True)) == [10_00, 15_00, 20_00, 30_00]


def test_a_void_invoice_keeps_its_number_and_frees_its_charges(studio: School) -> None:
    family = make_account()
    charge(family, 30_00, studio)
    (invoice,) = issue(studio)
    void_invoice(invoice=invoice, reason="Wrong name", by=studio.owner.actor, at=NOON)
    (again,) = issue(studio)
    assert (invoice.number, again.number) == (1, 2)
    with pytest.raises(Refused, match="already voided"):
        void_invoice(invoice=invoice, reason="Again", by=studio.owner.actor, at=NOON)


def test_what_is_paid_or_taken_back_needs_no_invoice(studio: School) -> None:
    family = make_account()
    charge(family, 30_00, studio)
    pay(family, 30_00, studio)
    reverse_charge(charge=charge(family, 5_00, studio), reason="Wrong", **who(studio))
    assert issue(studio) == []


def test_an_invoice_names_its_tax_what_was_paid_and_what_was_taken_back(studio: School) -> None:
    family = make_account()
    charge(family, 108_25, studio, tax_amount=8_25)
    gone = charge(family, 20_00, studio, due_on=MAY + timedelta(days=1))
    (invoice,) = issue(studio)
    pay(family, 50_00, studio)
    reverse_charge(charge=gone, reason="Never came", **who(studio))
    entry = current_entry()
    assert entry is not None
    document = invoice_document(invoice, entry)
    assert [line.amount for line in document.lines] == [100_00, 20_00]
    assert [tax.amount for tax in document.taxes] == [8_25]
    assert [(line.description, line.amount) for line in document.payments] == [
        ("Payment", 50_00),
        ("Charge taken back", 20_00),
    ]
