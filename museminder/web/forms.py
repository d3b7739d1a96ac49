"""The base of every form: what no field takes, what a stale page is told, and amounts of money.

Nothing typed is lost: a refused form comes back with all its values, and the reason stands beside the field.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from museminder.primitives.card_numbers import contains_card_number
from museminder.primitives.text import has_bidi_override, has_control_characters
from museminder.web import filters
from museminder.web.amounts import MoneyField as MoneyField  # noqa: PLC0414  forms say it with the rest
from museminder.web.older_pages import differing, figure_of, in_words

LINE, NOTE = 200, 5_000  # characters a field takes when it does not say
SENT_ONCE = "idempotency_key"
# Nobody alive was born before, no school plans beyond.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
_OF_THE_PAGE = {"version", SENT_ONCE}  # sent with a form and typed by nobody

_TORN = gettext_lazy("A part of this page was lost. Copy what you typed, open the page again and put it in.")
_DASHES = "---------"  # what Django offers where nothing is chosen; read aloud, that is noise
_REQUIRED_BY_DJANGO = forms.Field.default_error_messages["required"]
_TOO_LONG = ngettext_lazy(
    "Write at most %(limit_value)d character; this has %(show_value)d.",
    "Write at most %(limit_value)d characters; this has %(show_value)d.",
    "limit_value",
)


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed the thing on the page last, and when: told to whoever has an older page open."""

    by: str
    at: datetime


def refuse_unreadable(text: str, *, lines_allowed: bool = False) -> None:
    """Refuses signs nobody can see (control characters) and marks that make text read backwards."""
    if has_control_characters(text, lines_allowed=lines_allowed):
        raise ValidationError(
            _("There are signs in this that cannot be seen, often from copying. Please type it again."),
            code="control_characters",
        )
    if "\ufffd" in text:  # what bytes that are no text are read as
        raise ValidationError(
            _("Some letters of this were lost on the way. Please type it again."), code="letters_lost"
        )
    if has_bidi_override(text):
        raise ValidationError(
            _("There are signs in this that turn the direction of the text around. Please type it again."),
            code="bidi_override",
        )


def refuse_card_number(text: str) -> None:
    """Refuses a payment card number: it belongs on the payment company's page and nowhere else."""
    if contains_card_number(text):
        raise ValidationError(
            _("This looks like a card number. We never keep those; please leave it out."), code="card_number"
        )


def refuse_far_days(day: date) -> None:
    """Refuses a day that nobody means: the year 1 or 9999, from a slip of the keyboard."""
    on = day.date() if isinstance(day, datetime) else day
    if not EARLIEST <= on <= LATEST:
        raise ValidationError(
            _("Choose a day between %(first)s and %(last)s.")
            % {"first": filters.date(EARLIEST), "last": filters.date(LATEST)},
            code="far_day",
        )


class Careful(forms.BaseForm):
    """What all our forms add to Django's: careful text fields, `currency`, `version`, `edits` and `idempotent`.

    `currency` (ISO 4217) is what the amounts are in. `version` is the stored row's version now: the page
    carries the one it was made from, and a difference is told with `last_change`. `edits` does the same for a row
    without a version, by what it holds (the form's `initial`). `idempotent` adds a key that makes a double click
    and a retry the same request (`cleaned_data["idempotency_key"]`, a UUID).
    """

    def __init__(
        self,
        *args: Any,
        currency: str | None = None,
        version: int | None = None,
        last_change: LastChange | None = None,
        edits: bool = False,
        idempotent: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._version: int | str | None = version
        self._last_change = last_change
        if version is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        elif edits:
            self._version = figure_of(self.initial)
            self.fields["version"] = forms.CharField(
                widget=forms.HiddenInput, initial=self._version, required=False
            )
        if idempotent:
            self.fields[SENT_ONCE] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
        for name in _OF_THE_PAGE & self.fields.keys():
            self.fields[name].error_messages |= dict.fromkeys(("required", "invalid"), _TORN)
        self._currency = currency
        self._make_fields_careful()

    def _make_fields_careful(self) -> None:
        """A form may have been given further fields after it was made: they are no less careful."""
        for field in self.fields.values():
            if getattr(field, "is_careful", False):
                continue
            field.is_careful = True  # type: ignore[attr-defined]
            if isinstance(field, forms.CharField) and not isinstance(
                field, forms.UUIDField | forms.JSONField
            ):
                _make_careful(field)
            elif isinstance(field, forms.DateField | forms.DateTimeField | forms.TimeField):
                _make_native(field)
            if isinstance(field, forms.ModelChoiceField) and field.empty_label == _DASHES:
                field.empty_label = gettext_lazy("Nothing chosen")
            if field.error_messages.get("required") == _REQUIRED_BY_DJANGO:
                field.error_messages["required"] = gettext_lazy("Please fill this in.")
            if isinstance(field, MoneyField) and self._currency:
                field.currency = self._currency

    def add_prefix(self, field_name: str) -> str:
        """The door reads the key by its own name, whatever form it came with."""
        return field_name if field_name == SENT_ONCE else super().add_prefix(field_name)

    def full_clean(self) -> None:
        self._make_fields_careful()
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        known: dict[str, Any] = cleaned if cleaned is not None else self.cleaned_data
        seen = known.get("version")
        if self._version is not None and seen not in (None, "", self._version):
            others = differing(self, _OF_THE_PAGE)
            if others:  # whoever wrote the same, or pressed twice, changes nothing
                self._take_the_newer_page()
                self._tell_both_values(others)
                raise ValidationError(self._what_changed(), code="stale")
        return cleaned

    def _tell_both_values(self, names: Sequence[str]) -> None:
        """What is stored now stands beside what was typed."""
        for name in names:
            if name in self.initial and name not in self.errors:
                field = self.fields[name]
                stored = in_words(field, self.get_initial_for_field(field, name))
                self.add_error(name, _("Stored now: %(value)s.") % {"value": stored})

    def _take_the_newer_page(self) -> None:
        """Whoever reads the warning and saves again means it."""
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("version")] = str(self._version)
        self.data = data

    def _what_changed(self) -> str:
        if self._last_change is None:
            who = _("Somebody changed this after you opened the page.")
        else:
            who = _("%(name)s changed this on %(when)s, after you opened the page.") % {
                "name": self._last_change.by,
                "when": filters.datetime(self._last_change.at),
            }
        return f"{who} " + _("What you typed is still here and not saved; save again to put it in place.")


class Form(Careful, forms.Form):
    """A form that is not tied to one row."""


class ModelForm(Careful, forms.ModelForm):
    """A form for one row of a studio; with a `version` on its model it notices a stale page by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk and hasattr(instance, "version"):
            kwargs.setdefault("version", instance.version)
        super().__init__(*args, **kwargs)

    def _get_validation_exclusions(self) -> set[str]:
        """The studio is never typed, but what must be unique is unique within it: it is looked at."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"studio"}


def _make_careful(field: forms.CharField) -> None:
    """Gives a text field its limits; the browser is not told: it would cut a pasted text in silence."""
    long = isinstance(field.widget, forms.Textarea)
    secret = isinstance(field.widget, forms.PasswordInput)
    limit = field.max_length or (NOTE if long else LINE)
    field.max_length = limit
    field.widget.attrs.pop("maxlength", None)
    kept: Sequence[Any] = [
        check
        for check in field.validators
        if not isinstance(check, MaxLengthValidator | ProhibitNullCharactersValidator)
    ]
    own: list[Any] = [MaxLengthValidator(limit, message=_TOO_LONG)]
    own.append(_readable_note if long else refuse_unreadable)
    if not secret:
        own.append(refuse_card_number)
    field.validators = [*kept, *own]


_NATIVE: list[tuple[type[forms.Field], str, str]] = [
    (forms.DateTimeField, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateField, "date", "%Y-%m-%d"),
    (forms.TimeField, "time", "%H:%M"),
]


def _make_native(field: forms.Field) -> None:
    """Days and times are picked in the reader's own order: 03/04 is never guessed."""
    kind, form = next((kind, form) for known, kind, form in _NATIVE if isinstance(field, known))
    if not isinstance(field, forms.TimeField):
        field.validators = [*field.validators, refuse_far_days]
    if type(field.widget) in (forms.DateInput, forms.DateTimeInput, forms.TimeInput):
        field.widget.input_type, field.widget.format = kind, form


def _readable_note(text: str) -> None:
    refuse_unreadable(text, lines_allowed=True)
