"""The ledger, and what it is about: charges, receipts, credits, invoices, postings, card payments."""

from .charge import Charge
from .gateway import GatewayAccount, GatewayEvent, PaymentAttempt
from .invoice import Invoice, InvoiceLine, NumberCounter
from .ledger import FamilyAccount, LedgerLine, LedgerTransaction
from .posting import Posting, PostingRow
from .receipt import Allocation, Credit, Dispute, Receipt, Refund
from .tuition_plan import TaxRate, TuitionPlan

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
