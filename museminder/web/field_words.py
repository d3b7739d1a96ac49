"""Ties the words around a field to the field, so that a screen reader says them with it."""

from collections.abc import Mapping

from django.forms import BoundField

_CLASSES = {"select": "select", "selectmultiple": "select", "checkbox": None, "radioselect": None}


def described_by(bound: BoundField, reason: str = "", hint: str = "") -> str | None:
    """The ids of the reason, hint and errors shown with a field, in reading order; None without any."""
    ids = [f"{bound.auto_id}_reason"] if reason else []
    ids += [f"{bound.auto_id}_hint"] if hint or bound.help_text else []
    ids += [f"{bound.auto_id}_error{position or ''}" for position in range(len(bound.errors))]
    return " ".join(ids) or None


def widget_attributes(
    bound: BoundField, reason: str = "", hint: str = "", attrs: Mapping[str, object] | None = None
) -> dict[str, object]:
    """What a control carries besides what its widget says: its class, and the words tied to it."""
    klass = _CLASSES.get(bound.widget_type, "input")
    known = {"class": klass, "aria-describedby": described_by(bound, reason, hint)}
    own = bound.field.widget.attrs.get("class")
    if own and klass:
        known["class"] = f"{klass} {own}"
    return {name: value for name, value in {**known, **(attrs or {})}.items() if value is not None}
