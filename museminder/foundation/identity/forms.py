"""The forms of signing in and up, where ours differ from allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.account.models import EmailAddress
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from museminder.foundation.identity.models import Account
from museminder.primitives.card_numbers import contains_card_number
from museminder.primitives.ids import uuid7
from museminder.primitives.text import has_bidi_override, has_control_characters

# A code is accepted for its own half minute and the ones before and after it; it is remembered longer than
# that.
_CODE_REMEMBERED = 180


def use_up_code(account_id: object, code: str) -> None:
    """Accept a code of an authenticator app once; raises ValidationError the second time."""
    digits = "".join(character for character in code if character.isdigit())
    if not cache.add(f"identity.code|{account_id}|{digits}", 1, timeout=_CODE_REMEMBERED):
        raise forms.ValidationError(_("This code was used already. Wait for the next one."), code="used")


def _no_card_number(text: str) -> None:
    if contains_card_number(text):
        raise forms.ValidationError(
            _("This looks like a card number. We never keep those; please leave it out."), code="card_number"
        )


def _no_unseen_signs(text: str) -> None:
    """A name stands in letters, lists and the pages of others: it reads as it is written."""
    if has_control_characters(text) or has_bidi_override(text):
        raise forms.ValidationError(
            _("There are signs in this that cannot be seen. Please type it again."), code="unseen_signs"
        )


class _PasswordWords:
    """One sentence beside a password instead of a list of rules; the page has the link for a forgotten one."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("oldpassword", "password"):
            if name in self.fields:
                self.fields[name].help_text = ""
        if "password1" in self.fields:
            self.fields["password1"].help_text = _(
                "At least 15 characters. Four or five words are easy to remember."
            )


class SignInForm(_PasswordWords, LoginForm):
    """Address and password."""


class PasswordAgainForm(_PasswordWords, ReauthenticateForm):
    """The password, asked again before a sensitive step."""


class NewPasswordForm(_PasswordWords, ChangePasswordForm):
    """Another password, by who knows the present one."""


class FirstPasswordForm(_PasswordWords, SetPasswordForm):
    """A password for an account without one."""


class ForgottenPasswordForm(_PasswordWords, ResetPasswordKeyForm):
    """Another password, by a link from a letter."""


class SignUpForm(_PasswordWords, SignupForm):
    """Makes an account, or says the same to somebody who already has one."""

    display_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        validators=[_no_card_number, _no_unseen_signs],
    )
    field_order = ("display_name", "email", "password1")

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account; for a known address the same work is done and undone, or the clock would tell."""
        # Two transactions, one inside the other: the outer is committed, and waits for the disk, either way.
        with transaction.atomic(using="default"), transaction.atomic(using="default"):
            if not self.account_already_exists:
                return self.save(request), None
            self._rehearse(request)
            transaction.set_rollback(True, using="default")
        return None, prevent_enumeration(request, email=self.cleaned_data["email"])

    def _rehearse(self, request: HttpRequest) -> None:
        known = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{uuid7()}@rehearsal.invalid"
        self.account_already_exists = False
        try:
            user = self.save(request)
        finally:
            self.account_already_exists = True
            self.cleaned_data["email"] = known
        # What the next step asks about a new account before it writes to it.
        EmailAddress.objects.filter(user=user, verified=True).exists()
        EmailAddress.objects.filter(user=user).order_by("-primary", "-verified").first()
        Account.objects.get(pk=user.pk)


class ActivateAuthenticatorForm(ActivateTOTPForm):
    """Sets up an authenticator app; the code that proves it works signs nobody in afterwards."""

    def clean_code(self) -> str:
        code = super().clean_code()
        use_up_code(self.user.pk, code)
        return code


class _OnceOnly:
    """A code of an authenticator app opens one door once."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            use_up_code(self.user.pk, code)  # type: ignore[attr-defined]
        return code


class SecondFactorForm(_OnceOnly, AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(_OnceOnly, SecondFactorReauthenticateForm):
    """The second factor, asked again before a sensitive step."""
