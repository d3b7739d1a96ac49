"""A page that was opened before somebody else changed what is on it: noticed, and both values told."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from museminder.web import filters


def figure_of(stored: Mapping[str, Any]) -> str:
    """What a form was opened with, as a short figure: another one means that somebody changed it since."""
    plain = sorted((name, _plain(value)) for name, value in stored.items())
    return hashlib.sha256(repr(plain).encode()).hexdigest()[:24]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(_plain(each)) for each in value)
    return str(getattr(value, "pk", value))


def differing(form: forms.BaseForm, passed_over: set[str]) -> list[str]:
    """The fields in which somebody wrote something else than is stored now; what is not shown counts once typed."""
    found = []
    for name, field in form.fields.items():
        if name in passed_over or field.disabled:
            continue
        typed = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        known = form.get_initial_for_field(field, name) if name in form.initial else None
        if field.has_changed(known, typed):
            found.append(name)
    return found


def in_words(field: forms.Field, value: Any) -> str:
    """A stored value as a sentence shows it."""
    if isinstance(value, list | tuple):
        return ", ".join(in_words(field, each) for each in value) or _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return filters.date(value)
    shown = _chosen(field, value) if isinstance(field, forms.ChoiceField) else field.prepare_value(value)
    return _("nothing") if shown in (None, "") else str(shown)


def _chosen(field: forms.ChoiceField, value: Any) -> Any:
    if not isinstance(field, forms.ModelChoiceField):
        return dict(_flat(field.choices)).get(str(value), value)
    rows = field.queryset
    row = value if hasattr(value, "pk") or rows is None else rows.filter(pk=value).first()
    return field.label_from_instance(row) if row is not None else None


def _flat(choices: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for value, label in choices:
        found += _flat(label) if isinstance(label, list | tuple) else [(str(value), label)]
    return found
