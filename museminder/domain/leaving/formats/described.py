"""The page of the reference that describes an export, written from the models themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from museminder.domain.leaving.formats.manifest import FORMAT, SETTINGS, VERSION
from museminder.domain.leaving.formats.tables import csv_name, json_name, kinds_of
from museminder.domain.leaving.rules.taken import STAYS, Table, tables, why_field_stays
from museminder.foundation.tenancy.fields import StudioKey
from museminder.foundation.vault.fields import SealedField

# What does not follow from the models.
_WORDS = Path(__file__).with_name("export_format.md")


def export_format_page() -> str:
    """The whole page."""
    staying = [f"| `{label}` | {why} |" for label, why in STAYS.items()]
    staying.append(
        "| entries of `audit.Change` about exports and accounts | the history of an installation |"
    )
    settings = ", ".join(f"`{name}`" for name in SETTINGS)
    words = _WORDS.read_text().replace("FORMAT", FORMAT).replace("VERSION", str(VERSION))
    beginning = words.replace("SETTINGS", settings)
    parts = [beginning + "\n".join(staying), "## Tables", "In the order in which they are read back."]
    return "\n\n".join([*parts, *(_described(table) for table in tables())]) + "\n"


def _described(table: Table) -> str:
    sentence = " ".join((table.model.__doc__ or "").split("\n\n")[0].split())
    lines = [
        f"### {table.name}",
        "",
        sentence,
        "",
        f"`{json_name(table)}`, `{csv_name(table)}`",
        "",
        "| column | what | |",
        "|---|---|---|",
    ]
    for field, kind in zip(table.fields, kinds_of(table), strict=True):
        lines.append(f"| `{field.attname}` | {kind} | {_more(field)} |")
    staying = [
        f"`{field.name}` ({why})"
        for field in table.model._meta.local_fields
        if (why := why_field_stays(field)) and not isinstance(field, StudioKey)
    ]
    if staying:
        lines += ["", f"Not included: {', '.join(staying)}."]
    return "\n".join(lines)


def _more(field: Any) -> str:
    notes = []
    if field.is_relation:
        notes.append(f"of `{field.related_model._meta.label_lower}`")
    if field.choices:
        notes.append(", ".join(f"`{value}`" for value, _ in field.flatchoices))
    if isinstance(field, SealedField):
        notes.append("kept sealed here")
    if field.null:
        notes.append("or nothing")
    return "; ".join(notes)
