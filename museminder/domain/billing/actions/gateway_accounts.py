"""Connecting the studio's own card gateway."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from museminder.domain.billing.gateways.stripe import client
from museminder.domain.billing.gateways.stripe.records import Credentials
from museminder.domain.billing.models import GatewayAccount
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor


def connect_stripe(*, secret_key: str, webhook_base: str, by: Actor, at: datetime) -> GatewayAccount:
    """Connect the studio's Stripe account: the key is tried, sealed, and Stripe is told where to notify us.

    ``webhook_base`` ends where the studio's token begins; the token is that studio's capability and is stored as its
    hash. Connecting again replaces key and token. Raises ``KeyRefused`` or ``GatewayUnavailable``.
    """
    credentials = Credentials(secret_key=secret_key)
    client.retrieve_account(credentials)
    token = secrets.token_urlsafe(32)
    webhook = client.register_webhook(
        credentials=credentials, url=webhook_base + token + "/", idempotency_key=token[:20]
    )
    with transaction.atomic(using=current_site()):
        account = GatewayAccount.objects.filter(provider="stripe").first() or GatewayAccount(
            provider="stripe"
        )
        account.secret_key, account.webhook_secret = secret_key, webhook.secret
        account.webhook_token_hash = hashlib.sha256(token.encode()).hexdigest()
        account.key_ending, account.is_active, account.connected_at = secret_key[-4:], True, at
        account.save()
        record_change("billing.gateway.connected", of=account, by=by, at=at)
        return account


def disconnect(*, account: GatewayAccount, by: Actor, at: datetime) -> None:
    """Stop taking cards; the key is forgotten and the webhook's address answers nobody any more."""
    account.secret_key = account.webhook_secret = None
    account.is_active = False
    account.save()
    record_change("billing.gateway.disconnected", of=account, by=by, at=at)


def credentials_of(account: GatewayAccount, *, by: Actor, at: datetime) -> Credentials:
    """The studio's key, opened for a payment and written down."""
    opened = reveal([account], ["secret_key"], purpose=Purpose.PAYMENT, by=by, at=at)
    return Credentials(secret_key=opened[account.pk]["secret_key"])
