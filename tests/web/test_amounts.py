"""Amounts in a form."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from museminder.web.amounts import LARGEST_AMOUNT, MoneyField


def test_largest_amount_is_taken_and_one_cent_more_is_not() -> None:
    with translation.override("en"):
        field = MoneyField(currency="USD")
        assert field.clean("999,999,999.99") == LARGEST_AMOUNT
        with pytest.raises(ValidationError, match="The most is"):
            field.clean("1,000,000,000.00")
