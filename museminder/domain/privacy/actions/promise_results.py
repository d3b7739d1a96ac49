"""Keeping what the checks found, and publishing what each sentence is bound to."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from museminder.domain.privacy.models import PromiseClause, PromiseResult

KEEPER = "worker"  # may add results and never change one


def keep_result(result: PromiseResult) -> PromiseResult:
    """Add what one run of a check found; the database puts its own time on it.

    Raises ``IntegrityError`` for a green result without a run behind it.
    """
    result.save(using=KEEPER, force_insert=True)
    result.refresh_from_db(using=KEEPER)
    return result


def publish_clauses(clauses: Sequence[PromiseClause]) -> None:
    """Put the sentences on the page as they are declared now, in place of those that stood there."""
    with transaction.atomic(using=KEEPER):
        PromiseClause.objects.using(KEEPER).exclude(pk__in=[clause.pk for clause in clauses]).delete()
        names = [field.name for field in PromiseClause._meta.concrete_fields if not field.primary_key]
        PromiseClause.objects.using(KEEPER).bulk_create(
            clauses, update_conflicts=True, unique_fields=["id"], update_fields=names
        )
