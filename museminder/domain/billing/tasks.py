"""Long work about money, and everything that talks to a gateway."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from procrastinate.contrib.django import app

from museminder.domain.billing.actions.accounts import lock_account
from museminder.domain.billing.actions.allocations import settle_from_what_is_free
from museminder.domain.billing.actions.gateway_accounts import credentials_of
from museminder.domain.billing.actions.gateway_events import GATEWAY, apply_event, store_event
from museminder.domain.billing.actions.payments import (
    State,
    fail_payment,
    gateway_in_use,
    record_card_payment,
)
from museminder.domain.billing.actions.postings import commit_posting
from museminder.domain.billing.actions.refunds import checkout_of, settle_refund
from museminder.domain.billing.gateways.errors import GatewayError, GatewayRefused
from museminder.domain.billing.gateways.stripe import client
from museminder.domain.billing.gateways.stripe.records import CheckoutState, Credentials
from museminder.domain.billing.models import (
    Charge,
    FamilyAccount,
    GatewayAccount,
    GatewayEvent,
    PaymentAttempt,
    Refund,
)
from museminder.domain.billing.rules.refusals import Refused
from museminder.foundation.outside.telling import about
from museminder.foundation.tenancy.context import Entry
from museminder.foundation.tenancy.jobs import QUEUE, enqueue, fan_out, studio_task, studio_transaction
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM, Actor
from museminder.primitives.periods import Month

LOST_AFTER = timedelta(minutes=2)
LOOK_BACK = timedelta(days=7)


@studio_task("billing.post_month", retry=5)
def post_month(posting_id: str, by_name: str) -> None:
    """Post a month that was looked over, then let what families had left settle it."""
    at = clock.now()
    with studio_transaction() as entry:
        posting = commit_posting(
            posting_id=UUID(posting_id),
            on=clock.today_in(entry.time_zone, at),
            by=Actor(account_id=entry.account_id, name=by_name),
            at=at,
        )
        period = Month.of(posting.period)
    with studio_transaction() as entry:
        _settle_families_with_money_left(period, entry, at)


def _settle_families_with_money_left(period: Month, entry: Entry, at: datetime) -> None:
    charged = Charge.objects.filter(
        period=period.first_on, reversed_at=None, allocated_amount__lt=F("amount")
    )
    owing = charged.values("family_account__family_id")
    accounts = FamilyAccount.objects.filter(family__in=owing, continued_by=None)
    received, given = "family__accounts__receipts__", "family__accounts__credits__"
    free = accounts.filter(
        **{f"{received}amount__gt": F(f"{received}allocated_amount") + F(f"{received}refunded_amount")}
    )
    credited = accounts.filter(**{f"{given}amount__gt": F(f"{given}allocated_amount")})
    for account in (free | credited).distinct().order_by("id"):
        settle_from_what_is_free(account=lock_account(account), on=clock.today_in(entry.time_zone, at), at=at)


@studio_task("billing.open_checkout", retry=3)
def open_checkout(attempt_id: str, return_url: str) -> None:
    """Ask the gateway for the page a family pays on; asked twice, it is the same page."""
    at = clock.now()
    with studio_transaction() as entry:
        attempt = PaymentAttempt.objects.select_related("family_account").get(pk=UUID(attempt_id))
        gateway = gateway_in_use()
        if gateway is None:
            fail_payment(
                attempt=attempt,
                state=State.FAILED,
                problem="This school takes no cards yet.",
                by=PROGRAM,
                at=at,
            )
            return
        credentials, currency = credentials_of(gateway, by=PROGRAM, at=at), entry.currency
    try:
        with about(attempt.family_account.family_id):
            page = client.open_checkout(
                credentials=credentials,
                amount=attempt.amount,
                currency=currency,
                description=f"{entry.name}: account payment",
                reference=str(attempt.pk),
                success_url=return_url,
                cancel_url=return_url,
                idempotency_key=str(attempt.pk),
            )
    except GatewayError as error:
        with studio_transaction():
            fail_payment(attempt=attempt, state=State.FAILED, problem=str(error), by=PROGRAM, at=clock.now())
        return
    with studio_transaction():
        PaymentAttempt.objects.filter(pk=attempt.pk).update(checkout_id=page.id, checkout_url=page.url)


@studio_task("billing.apply_gateway_event", retry=5)
def apply_gateway_event(event_row_id: str) -> None:
    """Do what a stored event says, once."""
    at = clock.now()
    with studio_transaction() as entry:
        row = GatewayEvent.objects.get(pk=UUID(event_row_id))
        apply_event(row=row, on=clock.today_in(entry.time_zone, at), at=at)


@studio_task("billing.refund_card", retry=5)
def refund_card(refund_id: str) -> None:
    """Refund a card at the gateway, then in the ledger; asked twice, it is the same refund."""
    at = clock.now()
    with studio_transaction() as entry:
        refund = Refund.objects.select_related("receipt__family_account").get(pk=UUID(refund_id))
        gateway, checkout_id = gateway_in_use(), checkout_of(refund.receipt)
        on = clock.today_in(entry.time_zone, at)
        if refund.state != "asked":
            return
        if gateway is None or checkout_id is None:
            problem = "The Stripe account this was paid to is not connected any more."
            settle_refund(
                refund_id=refund.pk, gateway_refund_id="", problem=problem, on=on, by=PROGRAM, at=at
            )
            return
        credentials = credentials_of(gateway, by=PROGRAM, at=at)
    made, problem = "", ""
    try:
        with about(refund.receipt.family_account.family_id):
            charge_id = client.retrieve_checkout(credentials, checkout_id).charge_id or ""
            made = client.refund(
                credentials=credentials, charge_id=charge_id, amount=refund.amount, idempotency_key=refund_id
            ).id
    except GatewayRefused as refusal:
        problem = str(refusal)
    with studio_transaction():
        settle_refund(
            refund_id=refund.pk, gateway_refund_id=made, problem=problem, on=on, by=GATEWAY, at=clock.now()
        )


@app.periodic(cron="*/10 * * * *")
@app.task(name="billing.reconcile_every_studio", queue=QUEUE)
def reconcile_every_studio(timestamp: int) -> None:  # noqa: ARG001  the queue says when
    """Every ten minutes, look in every studio for what its gateway did and we did not hear of."""
    fan_out("billing.reconcile")


@studio_task("billing.reconcile")
def reconcile() -> None:
    """Ask the gateway about payments that are not settled here; asking twice changes nothing."""
    at = clock.now()
    with studio_transaction():
        gateway = gateway_in_use()
        if gateway is None:
            return
        credentials = credentials_of(gateway, by=PROGRAM, at=at)
        waiting = list(
            PaymentAttempt.objects.select_related("family_account")
            .filter(state=State.BEGUN, created_at__lt=at - LOST_AFTER, created_at__gt=at - LOOK_BACK)
            .exclude(checkout_id="")
        )
    for attempt in waiting:
        _settle_by_asking(attempt, credentials)
    since = (gateway.reconciled_until or gateway.connected_at) - LOST_AFTER
    events = client.list_events_since(credentials, since)
    with studio_transaction():
        for event in events:
            store_event(event=event, at=at)
        for refund in Refund.objects.filter(state="asked", created_at__lt=at - LOST_AFTER):
            enqueue("billing.refund_card", refund_id=str(refund.pk))  # asked twice, it is the same refund
        GatewayAccount.objects.filter(pk=gateway.pk).update(reconciled_until=at)


def _record(attempt: PaymentAttempt, found: CheckoutState, *, on: date, at: datetime) -> None:
    try:
        with transaction.atomic(using="worker"):
            record_card_payment(
                attempt=attempt,
                transaction_id=str(found.payment_id),
                amount=found.amount,
                on=on,
                by=GATEWAY,
                at=at,
            )
    except Refused as refusal:  # one payment that cannot be right holds up no other
        PaymentAttempt.objects.filter(pk=attempt.pk).update(problem=str(refusal)[:200])


def _settle_by_asking(attempt: PaymentAttempt, credentials: Credentials) -> None:
    with about(attempt.family_account.family_id):
        found = client.retrieve_checkout(credentials, attempt.checkout_id)
    at = clock.now()
    with studio_transaction() as entry:
        if found.paid and found.payment_id:
            _record(attempt, found, on=clock.today_in(entry.time_zone, at), at=at)
        elif found.status == "expired":
            fail_payment(attempt=attempt, state=State.EXPIRED, problem="", by=GATEWAY, at=at)
