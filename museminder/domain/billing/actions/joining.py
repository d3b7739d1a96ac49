"""Families that became one pay as one; parted again, each pays for its own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.accounts import lock_account
from museminder.domain.billing.actions.allocations import release_allocations, settle_from_what_is_free
from museminder.domain.billing.actions.invoices import void_invoice
from museminder.domain.billing.models import (
    Allocation,
    Charge,
    Credit,
    FamilyAccount,
    Invoice,
    InvoiceLine,
    PaymentAttempt,
    Receipt,
)
from museminder.primitives.actor import Actor

FAMILY = "family_account__family_id"


def settle_joined_accounts(*, family_id: UUID, on: date, at: datetime) -> None:
    """Let what a family has lying on one of its accounts settle what is open on another."""
    for account in _held([family_id]):
        settle_from_what_is_free(account=account, on=on, at=at)


def part_joined_accounts(*, family_ids: Collection[UUID], on: date, by: Actor, at: datetime) -> None:
    """Take apart what the accounts of families did for each other while they were one.

    What money of one had settled of the other is open again, and the money free; an invoice that asks one family for
    charges of the other is voided. Money stays on the account on which it was received.
    """
    accounts = _held(family_ids)
    release_allocations(allocations=_settled_for_another(family_ids), on=on, at=at)
    _give_back(family_ids)
    for account in accounts:
        settle_from_what_is_free(account=account, on=on, at=at)
    for invoice in _of_another(family_ids):
        void_invoice(invoice=invoice, reason=_("Two families are apart again."), by=by, at=at)


def _held(family_ids: Collection[UUID]) -> list[FamilyAccount]:
    accounts = FamilyAccount.objects.filter(family__in=family_ids, continued_by=None).order_by("pk")
    return [lock_account(account) for account in accounts]


def _give_back(family_ids: Collection[UUID]) -> None:
    """What was written about an account while it was another family's is seen by its own family again."""
    for family_id in family_ids:
        for model in (Charge, Receipt, Credit, Invoice, PaymentAttempt):
            rows: Any = model.objects.filter(family_account__family=family_id)
            rows.exclude(family_ref=family_id).update(family_ref=family_id)
        paid = Q(receipt__family_account__family=family_id) | Q(credit__family_account__family=family_id)
        Allocation.objects.filter(paid).exclude(family_ref=family_id).update(family_ref=family_id)
        asked = InvoiceLine.objects.filter(charge__family_account__family=family_id)
        asked.exclude(family_ref=family_id).update(family_ref=family_id)


def _settled_for_another(family_ids: Collection[UUID]) -> list[Allocation]:
    paid_by = Coalesce(f"receipt__{FAMILY}", f"credit__{FAMILY}")
    live = Allocation.objects.filter(**{"reversed_at": None, f"charge__{FAMILY}__in": family_ids})
    return list(live.annotate(paid_by=paid_by).exclude(paid_by=F(f"charge__{FAMILY}")))


def _of_another(family_ids: Collection[UUID]) -> list[Invoice]:
    lines = InvoiceLine.objects.filter(
        **{"invoice__voided_at": None, f"invoice__{FAMILY}__in": family_ids}
    ).exclude(**{f"charge__{FAMILY}": F(f"invoice__{FAMILY}")})
    return list(Invoice.objects.filter(pk__in=lines.values("invoice")))
