"""Amounts of money as people write them in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from museminder.primitives.money import NotAnAmountError, minor_digits, parse_money
from museminder.web import filters

LARGEST_AMOUNT = 999_999_999_99  # what a ledger column and a person can read
LONGEST = 200  # characters that are read of an amount


class MoneyField(forms.Field):
    """An amount as people write it, "1,234.50" or in Spanish "1.234,50"; its value is minor units, 123450.

    `currency` is given here or to the form. `least` and `most` are in minor units; None means any.
    """

    default_error_messages = {
        "amount": gettext_lazy("Write an amount such as %(example)s."),
        "least": gettext_lazy("The least is %(amount)s."),
        "most": gettext_lazy("The most is %(amount)s."),
    }

    def __init__(
        self,
        *,
        currency: str | None = None,
        least: int | None = 0,
        most: int | None = LARGEST_AMOUNT,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.currency, self.least, self.most = currency, least, most

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_money(
                str(value)[:LONGEST], decimal_mark=filters.decimal_mark(), currency=self._known()
            )
        except NotAnAmountError as unreadable:
            example = {"example": filters.amount_typed(4500, self._known())}
            raise ValidationError(
                self.error_messages["amount"], code="amount", params=example
            ) from unreadable

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        for word, limit, beyond in (("least", self.least, -1), ("most", self.most, 1)):
            if limit is not None and (value - limit) * beyond > 0:
                shown = {"amount": filters.money(limit, self._known())}
                raise ValidationError(self.error_messages[word], code=word, params=shown)

    def prepare_value(self, value: Any) -> Any:
        return filters.amount_typed(value, self._known()) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def _known(self) -> str:
        if self.currency is None:
            raise LookupError("a form with an amount needs its currency: Form(…, currency=studio.currency)")
        minor_digits(self.currency)
        return self.currency
