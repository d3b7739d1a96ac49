"""A school that is there for one check, in a transaction that ends with a rollback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from museminder.foundation.identity.models import Account, Membership
from museminder.foundation.tenancy.models import Studio
from museminder.primitives import clock
from museminder.primitives.ids import uuid7

THROUGH = "owner"  # who migrates: every table, and no studio of its own


@dataclass(frozen=True, slots=True)
class PassingSchool:
    """The school's number, and its owner's membership."""

    studio_id: int
    owner_id: UUID

    def keep(self, model: type[Any], **values: Any) -> Any:
        """Write one row of the school; nothing sealed, for what is sealed leaves a key behind."""
        row = model(studio_id=self.studio_id, **values)
        row.save(using=THROUGH, force_insert=True)
        return row


@contextmanager
def passing_school(*, opened_at: datetime | None = None) -> Iterator[PassingSchool]:
    """A school with an owner, gone at the end; nobody else ever sees it."""
    at = clock.now()
    with transaction.atomic(using=THROUGH):
        studio = Studio(slug=f"check-{uuid7().hex[-12:]}", name="Check", opened_at=opened_at or at)
        studio.save(using=THROUGH)
        account = Account(email=f"{uuid7().hex}@example.invalid", display_name="Check", created_at=at)
        account.save(using=THROUGH)
        owner = Membership(
            studio_id=studio.pk,
            account_id=account.pk,
            display_name="Check",
            roles=["owner"],
            started_at=at,
        )
        owner.save(using=THROUGH, force_insert=True)
        yield PassingSchool(studio.pk, owner.pk)
        transaction.set_rollback(True, using=THROUGH)


def found_ids(statement: str, facts: dict[str, Any] | None = None) -> list[str]:
    """The first column of what a statement finds in every school, as text."""
    with connections[THROUGH].cursor() as cursor:
        cursor.execute(statement, facts)
        return [str(row[0]) for row in cursor.fetchall()]


def number_of(statement: str) -> int:
    """The number that a statement counts in every school."""
    return int(found_ids(statement)[0])
