"""Gathers what stands on invoices and statements, in the reader's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from museminder.domain.billing.formats.documents import (
    InvoiceDocument,
    InvoiceLine,
    Letterhead,
    PaymentLine,
    StatementDocument,
    StatementEntry,
    TaxLine,
)
from museminder.domain.billing.models import Allocation, Charge, FamilyAccount, Invoice, Receipt
from museminder.domain.billing.models import InvoiceLine as InvoiceRow
from museminder.domain.billing.queries.statements import StatementLine, statement_of
from museminder.domain.people.models import Family
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.domain.reports.queries.explanations import explain
from museminder.foundation.tenancy.context import Entry
from museminder.primitives.money import format_money

A_YEAR = timedelta(days=365)


def invoice_document(invoice: Invoice, studio: Entry) -> InvoiceDocument:
    """One invoice as it is printed: its lines, what was paid on them or taken back since, what is left."""
    return invoice_documents([invoice], studio)[0]


def invoice_documents(invoices: Sequence[Invoice], studio: Entry) -> list[InvoiceDocument]:
    """Many invoices as they are printed, in their order; as many statements for a thousand as for one."""
    prefetch_related_objects(invoices, "family_account__family")
    charges: dict[UUID, list[Charge]] = defaultdict(list)
    rows = InvoiceRow.objects.filter(invoice__in=[invoice.pk for invoice in invoices]).select_related(
        "charge"
    )
    for row in rows.order_by("position", "id"):
        charges[row.invoice_id].append(row.charge)
    every = [charge for some in charges.values() for charge in some]
    facts = _Facts(
        names=charge_names([(charge, charge.period) for charge in every]),
        paid=_paid_on([charge.pk for charge in every]),
        payers=_other_payers(invoices),
    )
    return [_document(invoice, charges[invoice.pk], facts, studio) for invoice in invoices]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was looked up for all invoices at once: by charge its name and payments, by invoice another payer."""

    names: Mapping[UUID, str]
    paid: Mapping[UUID, Sequence[PaymentLine]]
    payers: Mapping[UUID, str]


def _document(invoice: Invoice, charges: Sequence[Charge], facts: _Facts, studio: Entry) -> InvoiceDocument:
    tax = sum(charge.tax_amount for charge in charges)
    return InvoiceDocument(
        letterhead=Letterhead(studio_name=studio.name),
        number=str(invoice.number),
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        billed_to=(facts.payers.get(invoice.pk) or invoice.family_account.family.name,),
        lines=tuple(
            InvoiceLine(
                facts.names[charge.pk], charge.amount - charge.tax_amount, _words(charge, studio.currency)
            )
            for charge in charges
        ),
        currency=studio.currency,
        locale=get_language() or "en",
        taxes=(TaxLine(_("Tax"), tax),) if tax else (),
        payments=(*_together(charges, facts.paid), *_taken_back(charges)),
        voided_on=invoice.voided_at.date() if invoice.voided_at else None,
    )


def statement_document(account: FamilyAccount, studio: Entry, *, on: date) -> StatementDocument:
    """A family's last twelve months as they are printed."""
    since, until = on - A_YEAR, on + timedelta(days=1)
    lines = statement_of(account)
    shown = [line for line in lines if since <= line.on < until]
    names = charge_names([(line.record, line.record.period) for line in shown if line.kind == "charge"])
    return StatementDocument(
        letterhead=Letterhead(studio_name=studio.name),
        account_number=str(account.number),
        issued_on=on,
        from_on=since,
        until_on=until,
        billed_to=(account.family.name,),
        opening_amount=sum(line.amount for line in lines if line.on < since),
        entries=tuple(StatementEntry(line.on, line_name(line, names), line.amount) for line in shown),
        currency=studio.currency,
        locale=get_language() or "en",
    )


def line_name(line: StatementLine, names: dict[UUID, str]) -> str:
    """What one line of an account is called."""
    if line.kind == "charge":
        name = names.get(line.id, _("Charge"))
    elif line.kind == "receipt":
        name = _("Payment, %(how)s") % {"how": Receipt.Method(line.record.method).label.lower()}
    elif line.kind == "returned":
        return _("Returned check")
    elif line.kind == "refund":
        name = _("Refund")
    elif line.kind == "dispute":
        name = _("Card payment disputed")
    else:
        name = _("Balance brought over") if line.record.kind == "carry_over" else line.record.reason
    return _("Reversed: %(what)s") % {"what": name} if line.is_reversal else name


def _other_payers(invoices: Sequence[Invoice]) -> dict[UUID, str]:
    """Whom an invoice names when another family than the account's pays it, if the reader may see that family."""
    others = {
        invoice.pk: invoice.payer_id
        for invoice in invoices
        if invoice.payer_id and invoice.payer_id != invoice.family_account.family_id
    }
    if not others:
        return {}
    names = dict(Family.objects.filter(pk__in=set(others.values())).values_list("id", "name"))
    return {invoice_id: names[payer] for invoice_id, payer in others.items() if payer in names}


def _words(charge: Any, currency: str) -> tuple[str, ...]:
    steps = explain(charge.steps, amount=charge.amount, currency=currency)[:-1]
    language = get_language() or "en"
    return tuple(f"{step['text']}: {format_money(step['amount'], currency, language)}" for step in steps)


def _taken_back(charges: Sequence[Charge]) -> tuple[PaymentLine, ...]:
    gone = [(charge.reversed_at.date(), charge.amount) for charge in charges if charge.reversed_at]
    return tuple(PaymentLine(on, _("Charge taken back"), amount) for on, amount in sorted(gone))


def _paid_on(charge_ids: Sequence[UUID]) -> dict[UUID, list[PaymentLine]]:
    """What was put towards each charge and stands, in one statement."""
    paid: dict[UUID, list[PaymentLine]] = defaultdict(list)
    rows = Allocation.objects.filter(charge__in=charge_ids, reversed_at=None).select_related(
        "receipt", "credit"
    )
    for row in rows:
        if row.receipt is not None:
            line = PaymentLine(row.receipt.received_on, _("Payment"), row.amount)
        else:
            line = PaymentLine(row.created_at.date(), _("Credit"), row.amount)
        paid[row.charge_id].append(line)
    return paid


def _together(
    charges: Sequence[Charge], paid: Mapping[UUID, Sequence[PaymentLine]]
) -> tuple[PaymentLine, ...]:
    """The payments of an invoice by day and kind: one check for three children is one line."""
    sums: dict[tuple[date, str], int] = defaultdict(int)
    for charge in charges:
        for line in paid.get(charge.pk, ()):
            sums[line.on, line.description] += line.amount
    return tuple(PaymentLine(on, what, amount) for (on, what), amount in sorted(sums.items()))
