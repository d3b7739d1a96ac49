"""What a sabotage changes in this process is put back."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.template import engines

from museminder.foundation.outside import client
from museminder.promise.mutants.sabotage import mutants
from museminder.web import forms


def state() -> tuple[object, ...]:
    return (
        dict(settings.HOST_SITES),
        list(settings.ALLOWED_HOSTS),
        settings.STATIC_URL,
        settings.SECURE_HSTS_SECONDS,
        settings.CSRF_COOKIE_SECURE,
        list(engines["jinja2"].env.loader.searchpath),
        client.permitted,
        forms.contains_card_number,
    )


@pytest.mark.parametrize(
    "name",
    [
        "any-host",
        "pages-kept",
        "transport-not-strict",
        "cookie-in-the-open",
        "public-form",
        "register-bypassed",
        "card-filter-removed",
    ],
)
def test_everything_is_put_back(name: str) -> None:
    before = state()
    with mutants()[name].apply(""):
        assert state() != before or name == "any-host"

    assert state() == before
