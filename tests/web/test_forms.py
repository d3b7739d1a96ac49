"""What a form refuses, what it says, and that nothing typed is lost."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.utils import translation

from museminder.web.forms import Form, LastChange, MoneyField

AT = datetime(2026, 5, 20, 20, 30, tzinfo=UTC)


class Guardian(Form):
    name = forms.CharField(max_length=20)
    note = forms.CharField(widget=forms.Textarea, required=False)
    price_amount = MoneyField(required=False)
    born_on = forms.DateField(required=False)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def sent(**values: str) -> Guardian:
    data = QueryDict(mutable=True)
    data.update({"name": "Ama", **values})
    return Guardian(data, currency="USD")


def test_line_that_is_too_long_is_kept_and_answered_with_both_numbers():
    form = sent(name="x" * 21)
    assert form.errors == {"name": ["Write at most 20 characters; this has 21."]}
    assert form["name"].value() == "x" * 21


def test_a_choice_that_is_not_made_is_said_in_words():
    class Held(Form):
        person = forms.ModelChoiceField(queryset=get_user_model().objects.none())
        teacher = forms.ModelChoiceField(queryset=get_user_model().objects.none(), empty_label="Nobody yet")

    fields = Held().fields

    assert [str(fields[name].empty_label) for name in fields] == ["Nothing chosen", "Nobody yet"]


def test_browser_is_not_told_to_cut_what_is_pasted():
    assert "maxlength" not in str(sent()["name"])


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u2028"])
def test_sign_nobody_can_see_is_refused(sign):
    assert sent(name=f"A{sign}ma").errors == {
        "name": ["There are signs in this that cannot be seen, often from copying. Please type it again."]
    }


def test_line_breaks_belong_into_notes_and_not_into_names():
    assert sent(note="first\nsecond").is_valid()
    assert list(sent(name="Ama\nOsei").errors) == ["name"]


def test_text_that_runs_backwards_is_refused():
    assert sent(note="invoice\u202efdp.exe").errors == {
        "note": ["There are signs in this that turn the direction of the text around. Please type it again."]
    }


def test_right_to_left_script_is_welcome():
    form = sent(name="מירים")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "מירים"


def test_card_number_is_refused_in_any_text():
    assert sent(note="pay with 4242 4242 4242 4242").errors == {
        "note": ["This looks like a card number. We never keep those; please leave it out."]
    }


def test_html_is_text_like_any_other():
    form = sent(name="<b>Ama</b>")
    assert form.is_valid()
    assert "<b>" not in str(form["name"])


@pytest.mark.parametrize(
    ("typed", "amount"), [("1,234.50", 123450), ("45", 4500), ("$ 45.00", 4500), ("0.05", 5), ("", None)]
)
def test_amount_is_read_into_cents(typed, amount):
    form = sent(price_amount=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["price_amount"] == amount


@pytest.mark.parametrize("typed", ["12,3,4", "45.005", "a lot", "€45"])
def test_amount_that_cannot_be_read_stays_as_it_was_typed(typed):
    form = sent(price_amount=typed)
    assert form.errors == {"price_amount": ["Write an amount such as 45.00."]}
    assert form["price_amount"].value() == typed


def test_amount_has_a_least_and_a_most():
    assert sent(price_amount="-1").errors == {"price_amount": ["The least is $0.00."]}
    assert sent(price_amount="1000000000000").errors == {"price_amount": ["The most is $999,999,999.99."]}


def test_stored_amount_is_shown_as_it_is_typed():
    assert Guardian(initial={"price_amount": 123450}, currency="USD")["price_amount"].value() == "1,234.50"


def test_unchanged_amount_is_no_change():
    form = Guardian(
        {"name": "Ama", "price_amount": "45.00"},
        initial={"name": "Ama", "price_amount": 4500},
        currency="USD",
    )
    assert form.changed_data == []


def test_form_with_an_amount_needs_a_currency():
    with pytest.raises(LookupError, match="needs its currency"):
        Guardian({"name": "Ama", "price_amount": "45"}).is_valid()


def test_days_are_picked_and_never_guessed():
    assert 'type="date"' in str(sent()["born_on"])
    assert sent(born_on="2018-03-04").is_valid()


def test_stale_page_says_whose_change_it_was_and_keeps_what_was_typed():
    data = QueryDict(mutable=True)
    data.update({"name": "Ama Osei", "version": "3"})
    change = LastChange(by="Honora", at=AT)
    form = Guardian(data, version=4, last_change=change)
    assert form.non_field_errors() == [
        (
            "Honora changed this on May 20, 2026, 8:30 pm, after you opened the page. "
            "What you typed is still here and not saved; save again to put it in place."
        )
    ]
    assert form["name"].value() == "Ama Osei"
    # Whoever has read this and saves again means it.
    again = Guardian({"name": "Ama Osei", "version": form["version"].value()}, version=4, last_change=change)
    assert again.is_valid()


def test_page_that_is_not_stale_is_saved():
    assert Guardian({"name": "Ama", "version": "4"}, version=4).is_valid()


def test_missing_version_is_refused():
    assert Guardian({"name": "Ama"}, version=4).errors == {
        "version": ["A part of this page was lost. Copy what you typed, open the page again and put it in."]
    }


def test_letters_lost_on_the_way_are_asked_for_again():
    assert sent(name="A\ufffdma").errors == {
        "name": ["Some letters of this were lost on the way. Please type it again."]
    }


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_day_nobody_means_is_refused(day):
    assert sent(born_on=day).errors == {
        "born_on": ["Choose a day between January 1, 1900 and December 31, 2199."]
    }


def test_field_added_after_the_form_was_made_is_no_less_careful():
    form = Guardian({"name": "Ama", "room": "A\x00B"})
    form.fields["room"] = forms.CharField()
    assert list(form.errors) == ["room"]


def test_key_against_sending_twice_has_one_name_whatever_the_form():
    key = "0190b0b8-0000-7000-8000-000000000001"
    form = Guardian({"g-name": "Ama", "idempotency_key": key}, prefix="g", idempotent=True)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["idempotency_key"] == UUID(key)
    fresh = Guardian(idempotent=True)
    assert fresh["idempotency_key"].value() == fresh["idempotency_key"].value()
