"""Paying by card: begun by a family, believed when the gateway says so, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from museminder.domain.billing.actions.receipts import ReceiptFacts, record_receipt
from museminder.domain.billing.events import PaymentFailed
from museminder.domain.billing.models import FamilyAccount, GatewayAccount, PaymentAttempt, Receipt
from museminder.domain.billing.queries.accounts import in_force
from museminder.domain.billing.queries.balances import open_charges_of
from museminder.domain.billing.rules.refusals import Refused
from museminder.domain.consents.actions.student_login_consents import confirm_student_login
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

State = PaymentAttempt.State
OPEN_FOR = timedelta(hours=20)  # the gateway's page is open for 24


def begin_payment(
    *,
    family_account: FamilyAccount,
    charge_ids: Iterable[UUID] | None,
    payer_id: UUID | None,
    return_url: Callable[[UUID], str],
    by: Actor,
    at: datetime,
) -> PaymentAttempt:
    """Begin to pay open charges by card: a job asks the gateway for its page, and the family goes there.

    ``charge_ids`` None means everything that is open. ``return_url`` says for a payment's id where the gateway sends
    the family back to. A payment of the same charges is gone on with. Raises ``Refused`` when nothing is open.
    """
    family_account = in_force(family_account)
    charges = open_charges_of([family_account.pk])
    if charge_ids is not None:
        charges = charges.filter(pk__in=list(charge_ids))
    owed = [(str(charge.pk), charge.open_amount) for charge in charges]
    if not owed:
        raise Refused("Nothing is due, so there is nothing to pay.")
    amount, charge_list = sum(part for _, part in owed), [charge_id for charge_id, _ in owed]
    begun = _begun_already(family_account, amount, charge_list, at)
    if begun is not None:
        return begun
    with transaction.atomic(using=current_site()):
        attempt = PaymentAttempt.objects.create(
            family_account=family_account,
            family_ref=family_account.family_id,
            payer_id=payer_id,
            by_account_id=by.account_id,
            amount=amount,
            charge_ids=charge_list,
            created_at=at,
        )
        enqueue("billing.open_checkout", attempt_id=str(attempt.pk), return_url=return_url(attempt.pk))
        record_change("billing.payment.begun", of=attempt, by=by, at=at, details={"amount": attempt.amount})
        return attempt


def _begun_already(
    account: FamilyAccount, amount: int, charge_list: list[str], at: datetime
) -> PaymentAttempt | None:
    """Two windows, or both parents: one page to pay on."""
    waiting = PaymentAttempt.objects.filter(  # by the family: begun before a merge, it is on another account
        family_ref=account.family_id,
        state=State.BEGUN,
        amount=amount,
        login_request=None,
        created_at__gt=at - OPEN_FOR,
    )
    return next((attempt for attempt in waiting if attempt.charge_ids == charge_list), None)


def record_card_payment(
    *, attempt: PaymentAttempt, transaction_id: str, amount: int, on: date, by: Actor, at: datetime
) -> Receipt:
    """Turn an attempt into a receipt because the gateway says it was paid; a second time changes nothing.

    ``transaction_id`` is the gateway's; never *paid* without one. With it a guardian's agreement to a child's sign-in
    is confirmed, if the attempt was begun for that. Raises ``Refused`` when the amount is another.
    """
    with transaction.atomic(using=current_site()):
        attempt = PaymentAttempt.objects.select_for_update().get(pk=attempt.pk)
        known = Receipt.objects.filter(gateway_transaction_id=transaction_id).first()
        if known is not None:
            return known
        if amount != attempt.amount:
            raise Refused(f"The gateway took {amount}, but {attempt.amount} was asked for.")
        receipt = record_receipt(
            family_account=attempt.family_account,
            facts=ReceiptFacts(
                amount=amount,
                method=Receipt.Method.CARD,
                received_on=on,
                gateway_transaction_id=transaction_id,
            ),
            by=by,
            at=at,
            charges=[UUID(charge_id) for charge_id in attempt.charge_ids],
        )
        attempt.state, attempt.finished_at, attempt.problem = State.PAID, at, ""
        attempt.transaction_id = transaction_id
        attempt.save(update_fields=["state", "finished_at", "problem", "transaction_id"])
        if attempt.login_request_id is not None:
            paid_by = f"Card payment {transaction_id}"
            confirm_student_login(request_id=attempt.login_request_id, evidence=paid_by, at=at)
        return receipt


def fail_payment(*, attempt: PaymentAttempt, state: str, problem: str, by: Actor, at: datetime) -> None:
    """Write down that an attempt came to nothing; one that was paid stays paid."""
    changed = PaymentAttempt.objects.filter(pk=attempt.pk, state=State.BEGUN).update(
        state=state, problem=problem[:200], finished_at=at
    )
    if changed:
        record_change("billing.payment.failed", of=attempt, by=by, at=at)
        announce(PaymentFailed(attempt.family_account_id, attempt.pk, problem))


def gateway_in_use() -> GatewayAccount | None:
    """The studio's card gateway, if it has connected one."""
    return GatewayAccount.objects.filter(is_active=True).first()
