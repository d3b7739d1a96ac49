"""People who can sign in to the demonstration studio."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from museminder.foundation.identity.actions.accounts import open_account
from museminder.foundation.identity.models import Account, Membership


@dataclass(frozen=True)
class SignIn:
    """How one person signs in; staff have an authenticator's secret too."""

    role: str
    email: str
    password: str
    totp_secret: str = ""

    def as_json(self) -> dict[str, str]:
        """The sign-in as it is kept beside the demonstration's data."""
        return asdict(self)


def open_sign_in(role: str, email: str, name: str, *, password: str, at: datetime) -> SignIn:
    """An account with a password of its own and, for staff, an authenticator app."""
    own = f"{password}-{hashlib.sha256(email.encode()).hexdigest()[:4]}"
    account = open_account(email=email, display_name=name, at=at, password=own)
    secret = ""
    if role != "guardian":
        secret = generate_totp_secret()
        TOTP.activate(account, secret)
    return SignIn(role, email, own, secret)


def make_member(email: str, name: str, role: str, at: datetime) -> Membership:
    """The membership of an account in the studio in hand."""
    account: Any = Account.objects.get(email=email)
    membership = Membership(account_id=account.pk, display_name=name, roles=[role], started_at=at)
    membership.save(force_insert=True)
    return membership
