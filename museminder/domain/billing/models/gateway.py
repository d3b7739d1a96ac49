"""Card payments: the studio's own gateway account, what a family began to pay, what the gateway told us."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.domain.billing.models.ledger import FamilyAccount
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import STUDIO, SealedField

GATEWAY = "'gateway' = ANY ((SELECT sec.roles())::text[])"


class GatewayAccount(StudioOwned):
    """The studio's own account with a card gateway; its keys are sealed."""

    provider = models.CharField(max_length=20, default="stripe")
    secret_key = SealedField(field_id="billing.gateway_account.secret_key", subject=STUDIO)
    webhook_secret = SealedField(field_id="billing.gateway_account.webhook_secret", subject=STUDIO)
    webhook_token_hash = models.CharField(max_length=64)
    key_ending = models.CharField(max_length=4, blank=True)
    is_active = models.BooleanField(default=True)
    connected_at = models.DateTimeField()
    reconciled_until = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "provider"], name="gateway_account_once"),
            *access("billing_gatewayaccount", staff_see=GATEWAY),
        ]

    def __str__(self) -> str:
        return self.provider


class PaymentAttempt(StudioOwned):
    """A family began to pay by card; it becomes a receipt when the gateway says so, once.

    With ``login_request``, the payment shows that a guardian agreed to a child's own sign-in.
    """

    class State(models.TextChoices):
        BEGUN = "begun", "Begun"
        PAID = "paid", "Paid"
        FAILED = "failed", "Declined"
        EXPIRED = "expired", "Given up"

    family_account = StudioForeignKey(FamilyAccount, models.PROTECT, related_name="payment_attempts")
    family_ref = models.UUIDField(editable=False)
    payer_id = models.UUIDField(null=True, blank=True)
    by_account_id = models.UUIDField(null=True)
    amount = models.PositiveBigIntegerField()
    charge_ids = models.JSONField(default=list)
    login_request = StudioForeignKey(
        "consents.StudentLoginRequest", models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.BEGUN)
    checkout_id = models.CharField(max_length=120, blank=True)
    checkout_url = models.URLField(max_length=600, blank=True)
    transaction_id = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["state", "created_at"], name="payment_attempt_unsettled"),
            models.Index(
                fields=["login_request"],
                condition=Q(login_request__isnull=False),
                name="payment_attempt_for_a_login",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_attempt_of_something"),
            models.UniqueConstraint(
                fields=["studio", "checkout_id"],
                condition=~Q(checkout_id=""),
                name="payment_attempt_checkout_once",
            ),
            *access(
                "billing_paymentattempt",
                members=among("family_ref", "families"),
                members_to="select, insert",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.amount}"


class GatewayEvent(StudioOwned):
    """What the gateway told us, stored before anything is done about it."""

    provider = models.CharField(max_length=20, default="stripe")
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    payload = models.JSONField()
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "provider", "event_id"], name="gateway_event_once"),
            *access("billing_gatewayevent", staff_change=GATEWAY),
        ]

    def __str__(self) -> str:
        return self.kind
