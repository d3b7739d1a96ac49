"""What billing does when something happened below it, and what of the ledger a legal demand can name."""

from __future__ import annotations

from museminder.domain.billing.actions.joining import part_joined_accounts, settle_joined_accounts
from museminder.domain.billing.models import Charge, Receipt
from museminder.domain.oversight.rules.demanded import Records, register_records
from museminder.domain.people.events import MergeUndone, RecordsMerged
from museminder.domain.people.models import Merge
from museminder.domain.people.rules import day_of
from museminder.foundation.outside.telling import Told
from museminder.primitives.happenings import when

BILLED = ("family_ref", "kind", "period", "due_on", "amount", "reversed_at")
PAID = ("family_ref", "received_on", "method", "amount", "reversed_at")

register_records("bills", Records(Charge, BILLED, (), Told.BILLS))
register_records("payments", Records(Receipt, PAID, (), Told.PAYMENTS))


@when(RecordsMerged)
def pay_as_one(event: RecordsMerged) -> None:
    """Two families are one: what one had left settles what the other owes."""
    if event.kind == Merge.Kind.FAMILY:
        settle_joined_accounts(family_id=event.kept_id, on=day_of(event.at), at=event.at)


@when(MergeUndone)
def pay_apart(event: MergeUndone) -> None:
    """They are two again: neither pays for the other any longer."""
    if event.kind == Merge.Kind.FAMILY:
        families = (event.kept_id, event.merged_id)
        part_joined_accounts(family_ids=families, on=day_of(event.at), by=event.by, at=event.at)
