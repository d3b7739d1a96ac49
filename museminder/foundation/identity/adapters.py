"""Where allauth asks what MuseMinder wants."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from museminder.foundation.identity.models import Account
from museminder.foundation.outside.mail import letter_about
from museminder.foundation.vault.sealing import open_text, seal_text

PENDING_INVITATION = "identity_invitation"
_SECRET = "-|mfa.authenticator.secret|-"


def name_of(account: Account) -> str:
    """What a person is called on their own pages."""
    return str(account)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in and addresses."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Invited people may make an account anywhere; others where a studio is opened."""
        site = request.site_name  # type: ignore[attr-defined]
        return site in settings.IDENTITY_OPEN_SIGN_UP_SITES or PENDING_INVITATION in request.session

    def save_user(self, request: HttpRequest, user: Any, form: Any, **options: Any) -> Any:
        user.display_name = form.cleaned_data.get("display_name", "")
        user.locale = (get_language() or "en")[:12]
        return super().save_user(request, user, form, **options)

    def render_mail(
        self, template_prefix: str, email: Any, context: Any, headers: Any = None
    ) -> EmailMessage:
        """A letter about somebody's sign-in; whom it is about is written down before it is sent."""
        message = super().render_mail(template_prefix, email, context, headers)
        user = context.get("user")
        return letter_about(message, user.pk if isinstance(user, Account) else None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the invitation that brought somebody here; else the chooser of studios."""
        token = request.session.get(PENDING_INVITATION)
        return (
            reverse("identity_invitation", args=[token]) if token else super().get_login_redirect_url(request)
        )

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Whoever made an account goes on as whoever signs in: an invitation is still to be answered."""
        return self.get_login_redirect_url(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a passkey or an authenticator app is asked for it: a password may be known to somebody else."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        better = [way for way in ways if way["id"] != "reauthenticate"]
        return better or ways

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Sensitive steps ask again, except of somebody who signed in within the last five minutes."""
        request = context.request
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0.0)
        if time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **options))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an authenticator app or of recovery codes before it is stored."""
        return seal_text(text, _SECRET)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret; raises ``CannotOpen`` if it was altered."""
        return open_text(encrypted_text, _SECRET)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey") if count == 0 else gettext("Passkey {number}").format(number=count + 1)

    def _get_site_name(self) -> str:
        return "MuseMinder"
