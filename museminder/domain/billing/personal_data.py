"""What billing holds about people: money by account and opaque ids, never a name, a child only as an id."""

from django.utils.translation import gettext_noop as _

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import Event, Retention, Rule, kept, until

B, CONTACT, CHILD, SECRET = DataClass.BUSINESS, DataClass.CONTACT, DataClass.CHILD, DataClass.SECRET


BOOKS = kept(
    "the books: as long as tax law asks, at most ten years; amounts, days and ids, and no child’s name"
)


def _without_child(of: str) -> Retention:
    return until(
        Rule(
            of,
            Event.STUDENT_LEFT,
            "student_id",
            months=24,
            empties=("student_id", "parameters", "steps"),
        ),
        otherwise="the rest is of the books: as long as tax law asks, at most ten years",
    )


def _money(
    model: str,
    business: str,
    *,
    contact: str = "",
    child: str = "",
    secret: str = "",
    subject: str = "",
    retention: Retention = BOOKS,
) -> Holding:
    named = ((business, B), (contact, CONTACT), (child, CHILD), (secret, SECRET))
    return Holding(
        model=f"billing.{model}",
        fields={"id": B, "studio": B} | {name: kind for names, kind in named for name in names.split()},
        purpose="to bill families and account for their payments",
        retention=retention,
        subject=subject,
    )


# Every field stands here by name, so that a new one fails the build until somebody has said what it is.
hold(
    _money("FamilyAccount", "number continued_by", contact="family", subject="family"),
    _money("LedgerTransaction", "kind on at reverses"),
    _money("LedgerLine", "transaction account family_account amount"),
    _money(
        "Charge",
        "family_account transaction kind source_kind source_id period description due_on amount tax_amount"
        " allocated_amount created_at reversed_at",
        contact="family_ref payer_id",
        child="student_id parameters steps",
        subject="student_id",
        retention=_without_child(_("whose lessons a charge is for")),
    ),
    _money(
        "Receipt",
        "family_account transaction method amount allocated_amount refunded_amount received_on"
        " gateway_transaction_id created_at reversed_at returned_on return_reason",
        contact="family_ref reference",
    ),
    _money(
        "Credit",
        "family_account transaction kind amount allocated_amount created_at reversed_at",
        contact="family_ref reason",
    ),
    _money(
        "Allocation",
        "charge transaction receipt credit amount created_at reversed_at",
        contact="family_ref",
    ),
    _money(
        "Refund",
        "receipt transaction amount state gateway_refund_id created_at settled_at",
        contact="reason",
    ),
    _money("Dispute", "receipt transaction amount state gateway_dispute_id opened_at closed_at"),
    _money("NumberCounter", "name next_value"),
    _money(
        "Invoice",
        "family_account number issued_on due_on created_at voided_at",
        contact="family_ref payer_id void_reason",
    ),
    _money("InvoiceLine", "invoice charge amount position", contact="family_ref"),
    _money("Posting", "period state created_at started_at posted_at"),
    _money(
        "PostingRow",
        "posting source_kind source_id family_account description due_on amount tax_amount state problem"
        " reserved_ids charge",
        contact="payer_id",
        child="student_id parameters steps",
        subject="student_id",
        retention=_without_child(_("whose lessons a month’s tuition was for")),
    ),
    _money(
        "GatewayAccount",
        "provider key_ending is_active connected_at reconciled_until",
        secret="secret_key webhook_secret webhook_token_hash",
    ),
    _money(
        "PaymentAttempt",
        "family_account amount charge_ids login_request state checkout_id checkout_url transaction_id problem"
        " created_at finished_at",
        contact="family_ref payer_id by_account_id",
    ),
    _money("GatewayEvent", "provider event_id kind received_at applied_at problem", contact="payload"),
    _money("TaxRate", "name basis_points is_active"),
    _money(
        "TuitionPlan",
        "name kind monthly_amount per_lesson_amount per_session_fee_amount months first_month tax_rate"
        " is_active",
    ),
)
