"""How people sign in. Read by the base settings with ``from .identity import *``."""

from __future__ import annotations

from datetime import timedelta

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "museminder.foundation.identity.passwords.LengthValidator"},
    {"NAME": "museminder.foundation.identity.passwords.BreachedPasswordValidator"},
    {"NAME": "museminder.foundation.identity.passwords.OwnNameValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# --- Sessions: in the database, stored under the hash of what the cookie holds; one cookie for each host.
SESSION_ENGINE = "museminder.foundation.identity.sessions"
SESSION_COOKIE_NAME = "__Host-studio"  # a name is needed here; the middleware uses "__Host-<site>"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would sign people out when they follow a link in a letter
SESSION_COOKIE_PATH = "/"
SESSION_COOKIE_DOMAIN = None
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
# The studio site shows other people's children: it forgets a browser sooner than a family's own phone.
IDENTITY_SESSION_AGE = {
    "commercial": timedelta(hours=12),
    "studio": timedelta(hours=12),
    "member": timedelta(days=30),
    "operator": timedelta(hours=4),
}
# On these sites a password alone never enters; a passkey, an authenticator app or a recovery code must be
# shown.
IDENTITY_SECOND_FACTOR_SITES = frozenset({"studio", "operator"})
# How long ago a second factor may have been shown: before what is sealed about a child is opened, and before keys,
# roles and what was held back are changed.
IDENTITY_SHOWN_WITHIN = {"reveal": timedelta(hours=1), "grave": timedelta(minutes=10)}
# Where a person nobody invited may make an account: whoever opens a studio begins there.
IDENTITY_OPEN_SIGN_UP_SITES = frozenset({"studio"})

CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_PATH = "/"

# --- Rate limits and used-up codes live in PostgreSQL (table identity_limit), so they hold across processes.
CACHES = {"default": {"BACKEND": "museminder.foundation.identity.limits.LimitStore"}}

# --- Sign-up, sign-in, addresses
ACCOUNT_ADAPTER = "museminder.foundation.identity.adapters.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "html.j2"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USER_DISPLAY = "museminder.foundation.identity.adapters.name_of"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # a letter goes out either way, so both ways take as long
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 2
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ACCOUNT_LOGIN_BY_CODE_ENABLED = False  # a letter is no way in
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False  # nor is a link to a new password
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True  # the site decides how long, not a check box
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "museminder.foundation.identity.forms.SignInForm",
    "signup": "museminder.foundation.identity.forms.SignUpForm",
    "reauthenticate": "museminder.foundation.identity.forms.PasswordAgainForm",
    "change_password": "museminder.foundation.identity.forms.NewPasswordForm",
    "set_password": "museminder.foundation.identity.forms.FirstPasswordForm",
    "reset_password_from_key": "museminder.foundation.identity.forms.ForgottenPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/3m/key",
}
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())

# --- Second factors
MFA_ADAPTER = "museminder.foundation.identity.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "MuseMinder"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "activate_totp": "museminder.foundation.identity.forms.ActivateAuthenticatorForm",
    "authenticate": "museminder.foundation.identity.forms.SecondFactorForm",
    "reauthenticate": "museminder.foundation.identity.forms.SecondFactorAgainForm",
}
