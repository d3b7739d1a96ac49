"""What of the ledger a legal demand can name."""

from __future__ import annotations

from museminder.domain.billing.models import Charge, Receipt
from museminder.domain.oversight.rules.demanded import Records, register_records
from museminder.foundation.outside.telling import Told

BILLED = ("family_ref", "kind", "period", "due_on", "amount", "reversed_at")
PAID = ("family_ref", "received_on", "method", "amount", "reversed_at")

register_records("bills", Records(Charge, BILLED, (), Told.BILLS))
register_records("payments", Records(Receipt, PAID, (), Told.PAYMENTS))
