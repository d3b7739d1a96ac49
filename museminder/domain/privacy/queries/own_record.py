"""What keeps a guardian's own record from being erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, Sum

from museminder.domain.people.models import CustodyDenial, Guardian, Guardianship
from museminder.domain.privacy.queries.retention import MARK, held_subjects, table_of
from museminder.domain.privacy.rules.own_record import Kept, kept_because

LEDGER = "billing.LedgerLine"  # an area above this one, known by its declarations
OWED = ("receivable", "family_credit")


def records_of(account_id: UUID) -> list[Guardian]:
    """A person's own records as guardian: one in each family, and those that were merged into them."""
    own = Guardian.objects.filter(account_id=account_id)
    return list(Guardian.objects.filter(Q(pk__in=own) | Q(merged_into__in=own)).order_by("pk"))


def guardians_here(erased: Sequence[UUID]) -> list[UUID]:
    """Of these erased subjects of the studio in hand, the guardians whose record says something about them again."""
    says = ~Q(first_name__in=["", MARK]) | ~Q(email="") | Q(address__isnull=False)
    rows = Guardian.objects.filter(says, pk__in=list(erased))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def why_kept(records: Sequence[Guardian], *, at: datetime) -> Kept | None:
    """Why these records of one person stay for now; None when they may go."""
    ids = [each.pk for each in records]
    held = held_subjects(at)
    return kept_because(
        is_held=bool(held & set(ids)), is_alone=_is_alone(ids, at), is_owing=_is_owing(records, ids)
    )


def _is_alone(ids: Sequence[UUID], at: datetime) -> bool:
    """Whether there is a child for whom nobody else decides."""
    mine = Guardianship.objects.filter(guardian__in=ids, student__is_adult=False, student__merged_into=None)
    children = set(mine.exclude(student__first_name=MARK).values_list("student_id", flat=True))
    others = Guardianship.objects.filter(
        student__in=children, may_consent=True, guardian__is_active=True, guardian__merged_into=None
    ).exclude(guardian__in=ids)
    in_force = Q(ended_at=None) | Q(ended_at__gt=at)
    barred = set(
        CustodyDenial.objects.filter(in_force, student__in=children, starts_at__lte=at).values_list(
            "student_id", "guardian_id"
        )
    )
    decided = {pair[0] for pair in others.values_list("student_id", "guardian_id") if pair not in barred}
    return bool(children - decided)


def _is_owing(records: Sequence[Guardian], ids: Sequence[UUID]) -> bool:
    """Whether a family owes something and has no other guardian."""
    families = {each.family_id for each in records}
    others = Guardian.objects.filter(family__in=families, is_active=True, merged_into=None).exclude(
        pk__in=ids
    )
    left_alone = families - set(others.values_list("family_id", flat=True))
    lines = table_of(LEDGER).objects.filter(family_account__family__in=left_alone, account__in=OWED)
    owed = lines.values("family_account__family").annotate(total=Sum("amount"))
    return any(row["total"] for row in owed)
