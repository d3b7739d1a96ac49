"""Spare attack 8: passkeys are let in from a page without encryption. Such an installation does not start."""

from __future__ import annotations

import pytest
from django.conf import settings

from museminder.cli.check import faults_of_sign_in


def test_neither_here_nor_in_production_is_it_allowed() -> None:
    assert getattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False) is False
    assert list(faults_of_sign_in()) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True),
        ("MFA_WEBAUTHN_USER_VERIFICATION", "discouraged"),
        ("SESSION_COOKIE_SECURE", False),
        ("CSRF_COOKIE_SECURE", False),
    ],
)
def test_it_is_named_as_a_fault(settings: object, setting: str, value: object) -> None:
    setattr(settings, setting, value)

    assert [setting in fault for fault in faults_of_sign_in()] == [True]
