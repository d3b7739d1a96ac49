"""Putting charges on a sheet of paper, and taking the sheet back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from museminder.domain.billing.actions.accounts import hold_numbers, next_numbers
from museminder.domain.billing.models import Charge, FamilyAccount, Invoice, InvoiceLine
from museminder.domain.billing.queries.accounts import ACCOUNT_IN_FORCE, with_those_continued
from museminder.domain.billing.rules.refusals import Refused
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def issue_invoices(
    *, on: date, due_on: date, by: Actor, at: datetime, account: FamilyAccount | None = None
) -> list[Invoice]:
    """One invoice for each family and payer with open charges that are on no invoice yet.

    Numbers follow each other without gaps. ``account`` limits it to one family.
    """
    with transaction.atomic(using=current_site()):
        hold_numbers("invoice")  # before looking: two people at once would put the same charges on two sheets
        groups = _charges_without_invoice(account)
        if not groups:
            return []
        first = next_numbers("invoice", len(groups))
        invoices, lines = [], []
        for number, ((account_id, payer_id), charges) in enumerate(groups.items(), start=first):
            invoice = Invoice(
                family_account_id=account_id,
                family_ref=charges[0].family_ref,
                number=number,
                payer_id=payer_id,
                issued_on=on,
                due_on=due_on,
                created_at=at,
            )
            invoices.append(invoice)
            lines += [
                InvoiceLine(
                    invoice=invoice, charge=c, family_ref=c.family_ref, amount=c.amount, position=position
                )
                for position, c in enumerate(charges)
            ]
        Invoice.objects.bulk_create(invoices, batch_size=2_000)
        InvoiceLine.objects.bulk_create(lines, batch_size=2_000)
        for invoice in invoices[:1]:
            record_change(
                "billing.invoices.issued", of=invoice, by=by, at=at, details={"count": len(invoices)}
            )
        return invoices


def _charges_without_invoice(account: FamilyAccount | None) -> dict[tuple[UUID, Any], list[Charge]]:
    rows: Any = Charge.objects.select_for_update(of=("self",)).filter(
        reversed_at=None, allocated_amount__lt=F("amount")
    )
    if account is not None:
        rows = rows.filter(family_account__in=with_those_continued([account.pk]))
    on_paper = InvoiceLine.objects.filter(invoice__voided_at=None).values("charge_id")
    groups: dict[tuple[UUID, Any], list[Charge]] = defaultdict(list)
    rows = rows.exclude(pk__in=on_paper).annotate(account_in_force=ACCOUNT_IN_FORCE)
    for charge in rows.order_by("account_in_force", "due_on", "id"):
        groups[charge.account_in_force, charge.payer_id].append(charge)
    return groups


def void_invoice(*, invoice: Invoice, reason: str, by: Actor, at: datetime) -> Invoice:
    """Take an invoice back; its charges stay and can go on another one."""
    with transaction.atomic(using=current_site()):
        invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
        if invoice.voided_at is not None:
            raise Refused("This invoice was already voided.")
        invoice.voided_at, invoice.void_reason = at, reason
        invoice.save(update_fields=["voided_at", "void_reason"])
        record_change("billing.invoice.voided", of=invoice, by=by, at=at, note=reason)
        return invoice
