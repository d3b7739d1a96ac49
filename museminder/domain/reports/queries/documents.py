"""Gathers what stands on invoices and statements, in the reader's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

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
from museminder.domain.billing.queries.statements import StatementLine, statement_of
from museminder.domain.people.models import Family
from museminder.domain.reports.queries.charge_names import charge_names
from museminder.domain.reports.queries.explanations import explain
from museminder.foundation.tenancy.context import Entry
from museminder.primitives.money import format_money

A_YEAR = timedelta(days=365)


def invoice_document(invoice: Invoice, studio: Entry) -> InvoiceDocument:
    """One invoice as it is printed: its lines, what was paid on them or taken back since, what is left."""
    lines = list(invoice.lines.select_related("charge").order_by("position", "id"))
    charges = [line.charge for line in lines]
    names = charge_names([(charge, charge.period) for charge in charges])
    tax = sum(charge.tax_amount for charge in charges)
    return InvoiceDocument(
        letterhead=Letterhead(studio_name=studio.name),
        number=str(invoice.number),
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        billed_to=_billed_to(invoice.family_account, invoice.payer_id),
        lines=tuple(
            InvoiceLine(names[charge.pk], charge.amount - charge.tax_amount, _words(charge, studio.currency))
            for charge in charges
        ),
        currency=studio.currency,
        locale=get_language() or "en",
        taxes=(TaxLine(_("Tax"), tax),) if tax else (),
        payments=(*_payments([charge.pk for charge in charges]), *_taken_back(charges)),
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
        billed_to=_billed_to(account, None),
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
    elif line.kind == "refund":
        name = _("Refund")
    elif line.kind == "dispute":
        name = _("Card payment disputed")
    else:
        name = _("Balance brought over") if line.record.kind == "carry_over" else line.record.reason
    return _("Reversed: %(what)s") % {"what": name} if line.is_reversal else name


def _billed_to(account: FamilyAccount, payer_id: UUID | None) -> tuple[str, ...]:
    if payer_id and payer_id != account.family_id:
        other = Family.objects.filter(pk=payer_id).first()
        if other is not None:
            return (other.name,)
    return (account.family.name,)


def _words(charge: Any, currency: str) -> tuple[str, ...]:
    steps = explain(charge.steps, amount=charge.amount, currency=currency)[:-1]
    language = get_language() or "en"
    return tuple(f"{step['text']}: {format_money(step['amount'], currency, language)}" for step in steps)


def _taken_back(charges: Sequence[Charge]) -> tuple[PaymentLine, ...]:
    gone = [(charge.reversed_at.date(), charge.amount) for charge in charges if charge.reversed_at]
    return tuple(PaymentLine(on, _("Charge taken back"), amount) for on, amount in sorted(gone))


def _payments(charge_ids: list[UUID]) -> tuple[PaymentLine, ...]:
    paid: dict[tuple[date, str], int] = defaultdict(int)
    rows = Allocation.objects.filter(charge__in=charge_ids, reversed_at=None).select_related(
        "receipt", "credit"
    )
    for row in rows:
        if row.receipt is not None:
            key = (row.receipt.received_on, _("Payment"))
        else:
            key = (row.created_at.date(), _("Credit"))
        paid[key] += row.amount
    return tuple(PaymentLine(on, what, amount) for (on, what), amount in sorted(paid.items()))
