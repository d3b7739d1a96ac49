"""The ledger, and what it is about: charges, receipts, credits, invoices, postings, card payments."""

from museminder.domain.billing.models.charge import Charge
from museminder.domain.billing.models.gateway import GatewayAccount, GatewayEvent, PaymentAttempt
from museminder.domain.billing.models.invoice import Invoice, InvoiceLine, NumberCounter
from museminder.domain.billing.models.ledger import FamilyAccount, LedgerLine, LedgerTransaction
from museminder.domain.billing.models.posting import Posting, PostingRow
from museminder.domain.billing.models.receipt import Allocation, Credit, Dispute, Receipt, Refund
from museminder.domain.billing.models.tuition_plan import TaxRate, TuitionPlan

__all__ = [
    "Allocation",
    "Charge",
    "Credit",
    "Dispute",
    "FamilyAccount",
    "GatewayAccount",
    "GatewayEvent",
    "Invoice",
    "InvoiceLine",
    "LedgerLine",
    "LedgerTransaction",
    "NumberCounter",
    "PaymentAttempt",
    "Posting",
    "PostingRow",
    "Receipt",
    "Refund",
    "TaxRate",
    "TuitionPlan",
]
