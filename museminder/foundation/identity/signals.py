"""What follows from a changed password and a new second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from museminder.foundation.identity.actions.sessions import end_sessions
from museminder.foundation.identity.models import Account
from museminder.foundation.identity.sessions import SECOND_FACTOR
from museminder.primitives.clock import now


@receiver([password_changed, password_set, password_reset])
def end_other_browsers(request: HttpRequest, user: Account, **_facts: Any) -> None:
    """A new password ends every other browser's session: whoever knew the old one is out."""
    end_sessions(account=user, except_secret=request.session.session_key, at=now())


@receiver(authenticator_added)
def remember_second_factor(request: HttpRequest, authenticator: Authenticator, **_facts: Any) -> None:
    """Whoever has just set up a passkey or an authenticator app has shown it works: no second sign-in."""
    if request.user.is_authenticated and authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[SECOND_FACTOR] = True
