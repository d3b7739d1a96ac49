"""What families owe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from museminder.domain.billing.models import Charge, Credit, FamilyAccount, LedgerLine, Receipt
from museminder.domain.billing.queries.accounts import ACCOUNT_IN_FORCE, with_those_continued
from museminder.foundation.tenancy.standing import Given, standing

OWED = ("receivable", "family_credit")


def balance_of(account: FamilyAccount) -> int:
    """What a family owes, in minor units; negative when the studio owes the family."""
    return balances_of([account.pk]).get(account.pk, 0)


def balances_of(account_ids: Sequence[UUID]) -> dict[UUID, int]:
    """What many families owe, in minor units, in one statement; a family that never had a line is left out."""
    rows = (
        LedgerLine.objects.filter(family_account__in=with_those_continued(account_ids), account__in=OWED)
        .values(in_force=ACCOUNT_IN_FORCE)
        .annotate(total=Sum("amount"))
    )
    return {row["in_force"]: int(row["total"]) for row in rows}


def free_amount_of(account: FamilyAccount) -> int:
    """What a family has paid or was given and has not used yet, in minor units."""
    return free_amounts_of([account.pk]).get(account.pk, 0)


def free_amounts_of(account_ids: Sequence[UUID]) -> dict[UUID, int]:
    """What many families have not used yet, in minor units, in two statements; families without money are left out."""
    free: dict[UUID, int] = defaultdict(int)
    used_of: list[tuple[type[Receipt] | type[Credit], Any]] = [
        (Receipt, F("allocated_amount") + F("refunded_amount")),
        (Credit, F("allocated_amount")),
    ]
    for model, used in used_of:
        rows = model.objects.filter(family_account__in=with_those_continued(account_ids), reversed_at=None)
        for row in rows.values(in_force=ACCOUNT_IN_FORCE).annotate(free=Sum(F("amount") - used)):
            free[row["in_force"]] += int(row["free"])
    return dict(free)


def open_charges_of(account_ids: Sequence[UUID]) -> QuerySet[Charge]:
    """What is still to be paid on these accounts, oldest due first."""
    return Charge.objects.filter(
        family_account__in=with_those_continued(account_ids),
        reversed_at=None,
        allocated_amount__lt=F("amount"),
    ).order_by("due_on", "created_at", "id")


def accounts_with_balances(letters_of_family: str = "") -> QuerySet[FamilyAccount]:
    """Every account in force with its ``balance`` in minor units, by the family's name or a few letters of it."""
    lines = "family__accounts__ledger_lines__"
    balance = Sum(f"{lines}amount", filter=Q(**{f"{lines}account__in": OWED}))
    rows = FamilyAccount.objects.filter(continued_by=None).select_related("family")
    rows = rows.annotate(balance=Coalesce(balance, 0))
    if letters_of_family:
        rows = rows.filter(family__name_key__contains=letters_of_family)
    return rows.order_by("family__name_key", "id")


@dataclass(frozen=True, slots=True)
class Overdue:
    """What a family should have paid by now."""

    amount: int
    since: date


def overdue_on(day: date, account_ids: Sequence[UUID] | None = None) -> dict[UUID, Overdue]:
    """Families with charges due before a day, with how much and since when, in one statement."""
    rows = Charge.objects.filter(reversed_at=None, allocated_amount__lt=F("amount"), due_on__lt=day)
    if account_ids is not None:
        rows = rows.filter(family_account__in=with_those_continued(account_ids))
    found = rows.values(in_force=ACCOUNT_IN_FORCE).annotate(
        late=Sum(F("amount") - F("allocated_amount")), since=Min("due_on")
    )
    return {row["in_force"]: Overdue(int(row["late"]), row["since"]) for row in found}


BUCKETS = ("current", "1_30", "31_60", "61_90", "over_90")


@dataclass(frozen=True, slots=True)
class Aging:
    """What one family owes, by how late it is; minor units."""

    account_id: UUID
    family_name: str
    amounts: dict[str, int]

    @property
    def total(self) -> int:
        """The sum of all buckets."""
        return sum(self.amounts.values())


def aging_on(day: date) -> list[Aging]:
    """Open charges of every family by how many days they are past due, most overdue family first."""
    days = {
        name: _days_before(day, count)
        for name, count in (("day", 0), ("in_1", 30), ("in_2", 60), ("in_3", 90))
    }
    found: dict[UUID, Aging] = {}
    for key, family_name, bucket, amount in _open_by_lateness(**days):
        aging = found.get(key)
        if aging is None:
            aging = found[key] = Aging(key, family_name, dict.fromkeys(BUCKETS, 0))
        aging.amounts[BUCKETS[bucket]] = int(amount)
    return sorted(found.values(), key=lambda each: tuple(-each.amounts[b] for b in reversed(BUCKETS)))


@standing
def _open_by_lateness(day: Given, in_1: Given, in_2: Given, in_3: Given) -> QuerySet[Charge, Any]:
    late = [When(due_on__gte=first_on, then=Value(at)) for at, first_on in enumerate((day, in_1, in_2, in_3))]
    rows = (
        Charge.objects.filter(reversed_at=None, allocated_amount__lt=F("amount"))
        .annotate(bucket=Case(*late, default=Value(len(late)), output_field=IntegerField()))
        .values("family_account__family__name", "bucket", in_force=ACCOUNT_IN_FORCE)
        .annotate(open=Sum(F("amount") - F("allocated_amount")))
    )
    return rows.order_by("family_account__family__name").values_list(
        "in_force", "family_account__family__name", "bucket", "open"
    )


def _days_before(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() - days)
