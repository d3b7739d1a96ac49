"""What happens with money."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MonthPosted:
    """A month's tuition was posted."""

    posting_id: UUID
    charge_count: int


@dataclass(frozen=True, slots=True)
class ReceiptRecorded:
    """Money arrived."""

    receipt_id: UUID
    family_account_id: UUID


@dataclass(frozen=True, slots=True)
class PaymentFailed:
    """A card payment was declined, or taken back."""

    family_account_id: UUID
    payment_attempt_id: UUID | None
    problem: str
