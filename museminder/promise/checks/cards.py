"""Card numbers: offered to every text field of every form, in the ways people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver  # noqa: TID251  importing the addresses imports every form

from museminder.foundation.identity import forms as _signing_in  # noqa: F401  named by settings only
from museminder.promise.checking import Found, World, check
from museminder.web.forms import Careful

SITES = ("commercial", "studio", "member", "operator")
NEVER_KEPT = {"code"}  # of an authenticator app: compared, and thrown away
# The numbers that card brands publish for tests; none of them is anybody's.
NUMBERS = ("4111111111111111", "5555555555554444", "378282246310005", "6011111111111117", "3530111333300000")
CARD_FIELD = re.compile(r"(^|_)(pan|cvc|cvv|card_?(number|no)?|expiry|exp_(month|year))$")


@check(
    "cards.refused",
    "Offers card numbers of five brands, written in three ways, to every text field of every form.",
)
def refused(world: World) -> Found:
    """Text fields that take a card number, and fields made for one."""
    for site in SITES:
        list(get_resolver(f"museminder.config.urls.{site}").url_patterns)
    wrong, examined, fields = [], 0, 0
    for form, name, field in _text_fields():
        fields += 1
        examined += len(NUMBERS) * 3
        taken = [number for number in _written() if _takes(field, number)]
        if taken or CARD_FIELD.search(name):
            wrong.append(f"{form.__module__}.{form.__name__}.{name}")
    noticed = _takes(forms.CharField(), NUMBERS[0])
    return Found(
        examined,
        wrong,
        noticed,
        f"{examined:,} card numbers offered to {fields:,} fields, {len(wrong):,} fields took one",
    )


def _written() -> Iterator[str]:
    for number in NUMBERS:
        yield number
        yield " ".join(number[at : at + 4] for at in range(0, len(number), 4))
        yield f"Please charge {number}, thank you"


def _takes(field: forms.Field, text: str) -> bool:
    try:
        field.clean(text)
    except ValidationError:
        return False
    return True


def _text_fields() -> Iterator[tuple[type, str, forms.Field]]:
    for form in sorted(_ours(forms.BaseForm), key=lambda each: (each.__module__, each.__name__)):
        for name, field in _fields_of(form).items():
            if name not in NEVER_KEPT and _takes_words(field):
                yield form, name, field


def _takes_words(field: forms.Field) -> bool:
    other = isinstance(field, forms.UUIDField | forms.JSONField | forms.GenericIPAddressField)
    return (
        isinstance(field, forms.CharField) and not other and not isinstance(field.widget, forms.PasswordInput)
    )


def _fields_of(form: Any) -> dict[str, forms.Field]:
    """The fields as they are on the page; what a form adds for one record while it is made is not seen here."""
    if issubclass(form, Careful):
        made = form.__new__(form)
        Careful.__init__(made)
        return dict(made.fields)
    try:
        return dict(form().fields)
    except (TypeError, KeyError):  # made for somebody who is signed in
        return dict(form.base_fields)


def _is_on_a_page(form: Any) -> bool:
    """Whether it is one of our forms, not what they are made from."""
    ours = form.__module__.startswith("museminder.") and form.__module__ != Careful.__module__
    return ours and hasattr(form, "base_fields")


def _ours(kind: Any) -> set[Any]:
    below = {each for direct in kind.__subclasses__() for each in {direct, *_ours(direct)}}
    return {each for each in below if _is_on_a_page(each)}
