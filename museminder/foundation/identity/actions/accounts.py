"""Making and closing accounts outside the sign-up page, as the command line and the demonstration do."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from museminder.foundation.identity.actions.sessions import end_sessions
from museminder.foundation.identity.models import Account
from museminder.foundation.identity.rules import Refused


def open_account(
    *, email: str, display_name: str, at: datetime, password: str | None = None, locale: str = "en"
) -> Account:
    """Make an account whose address is known to be right.

    Without a password the person comes in through a letter to that address, or with a passkey. Raises
    ``Refused`` if the address has an account and ``ValidationError`` for a password that is too short or
    known to thieves.
    """
    address = email.strip().lower()
    if Account.objects.filter(email=address).exists():
        raise Refused(_("This address already has an account."))
    account = Account(email=address, display_name=display_name, locale=locale, created_at=at)
    if password is None:
        account.set_unusable_password()
    else:
        validate_password(password, account)
        account.set_password(password)
    with transaction.atomic(using="default"):
        account.save()
        EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    return account


def close_account(*, account: Account, at: datetime) -> None:
    """Let nobody sign in with this account any more, and end its sessions at once.

    Its memberships stay in their studios' hands: their history names them.
    """
    with transaction.atomic(using="default"):
        Account.objects.filter(pk=account.pk).update(is_active=False)
        end_sessions(account=account, at=at)


def make_operator(*, account: Account) -> None:
    """Let an account enter the operator site, which shows counts and health and never a studio's rows."""
    Account.objects.filter(pk=account.pk).update(is_operator=True)
