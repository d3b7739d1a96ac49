"""Invoices gathered for print."""

from __future__ import annotations

from datetime import timedelta

import pytest

from museminder.domain.billing.actions.invoices import issue_invoices
from museminder.domain.billing.models import Invoice
from museminder.domain.people.models import Family
from museminder.domain.reports.queries.documents import invoice_document, invoice_documents
from museminder.foundation.tenancy.context import Entry, current_entry
from tests.counting import statements
from tests.factories.money import MAY, TODAY, charge, make_account, pay, who
from tests.schools import School


def entry() -> Entry:
    found = current_entry()
    assert found is not None
    return found


def issue(school: School) -> list[Invoice]:
    return issue_invoices(due_on=TODAY + timedelta(days=10), account=None, **who(school))


def test_many_invoices_are_the_same_as_each_alone(studio: School) -> None:
    accounts = [make_account(name) for name in ("Abernathy", "Zhang")]
    for account in accounts:
        charge(account, 30_00, studio)
        charge(account, 12_50, studio, due_on=MAY + timedelta(days=1))
    invoices = issue(studio)
    for account in accounts:
        pay(account, 35_00, studio)  # one check over two lines is one payment
    documents = invoice_documents(invoices, entry())
    assert documents == [invoice_document(invoice, entry()) for invoice in invoices]
    assert [document.billed_to for document in documents] == [
        (invoice.family_account.family.name,) for invoice in invoices
    ]
    assert [[line.amount for line in document.payments] for document in documents] == [[35_00], [35_00]]


def test_the_paying_family_is_named_when_it_is_another(studio: School) -> None:
    account = make_account("Abernathy")
    other = Family.objects.create(name="Zhang")
    charge(account, 20_00, studio, payer_id=other.pk)
    charge(account, 30_00, studio)
    named = {
        document.total_amount: document.billed_to for document in invoice_documents(issue(studio), entry())
    }
    assert named == {20_00: ("Zhang",), 30_00: (account.family.name,)}


@pytest.mark.parametrize("families", [1, 3])
def test_invoices_are_gathered_in_the_same_statements_however_many(studio: School, families: int) -> None:
    for number in range(families):
        account = make_account(f"Family {number}")
        pay(account, 10_00, studio)
        charge(account, 30_00, studio)
    issue(studio)
    rows = list(Invoice.objects.order_by("number"))
    with statements("studio") as asked:
        assert len(invoice_documents(rows, entry())) == families
    assert len(asked) == 4
