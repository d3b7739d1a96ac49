"""The reference that is written from the code: models with their personal data, permissions, the export format."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

import django

from museminder.cli.verbs import Area, Report

AREA = Area("reference")
PROJECT = Path(__file__).resolve().parents[2]
MODEL_MAP, PERMISSIONS = PROJECT / "docs/model-map.md", PROJECT / "docs/reference/permissions.md"
EXPORT_FORMAT = PROJECT / "docs/reference/export-format.md"
HIDDEN = ("id", "studio")


@AREA.verb("Write the reference anew from the code.")
def write(options: Namespace) -> Report:
    """Write the pages of docs that say what the code says."""
    pages = _pages()
    for path, text in pages.items():
        path.write_text(text)
    return Report([f"{len(pages)} pages written."], {"pages": len(pages)})


@AREA.verb("Say whether the reference still says what the code says; ends with 1 when it does not.")
def check(options: Namespace) -> Report:
    """Compare the pages with the code."""
    stale = [path.name for path, text in _pages().items() if not path.exists() or path.read_text() != text]
    lines = [f"{name} is out of date: bin/museminder reference write" for name in stale]
    return Report(lines or ["The reference says what is so."], {"stale": stale}, good=not stale)


def _pages() -> dict[Path, str]:
    django.setup()
    from museminder.domain.leaving.formats.described import export_format_page  # noqa: PLC0415  after setup

    return {MODEL_MAP: _model_map(), PERMISSIONS: _permissions(), EXPORT_FORMAT: export_format_page()}


def _model_map() -> str:
    from django.apps import apps  # noqa: PLC0415  after setup

    from museminder.foundation.tenancy.fields import studio_field  # noqa: PLC0415
    from museminder.primitives.holdings import holdings  # noqa: PLC0415

    held = holdings()
    lines = [
        "# The model map",
        "",
        "Written by `bin/museminder reference write`. Every table, whose it is, what it refers to, and how much",
        "it says about a person. A *studio* table has the key `(studio_id, id)`, forced row security, and",
        "references that carry the studio; a *global* one is on the short list and belongs to no studio.",
    ]
    for config in apps.get_app_configs():
        if not config.name.startswith("museminder."):
            continue
        models = [model for model in config.get_models() if not model._meta.proxy]
        if models:
            lines += [
                "",
                f"## {config.label}",
                "",
                "| model | whose | refers to | personal data |",
                "|---|---|---|---|",
            ]
        lines += [
            f"| **{model.__name__}**: {_first_sentence(model)} | {'studio' if studio_field(model) else 'global'} "
            f"| {_references(model)} | {_personal(model, held)} |"
            for model in models
        ]
    return "\n".join(lines) + "\n"


def _first_sentence(model: Any) -> str:
    text = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    return text.replace("|", "/")


def _references(model: Any) -> str:
    found = [
        f"{field.name} → {field.related_model.__name__}"
        for field in model._meta.local_fields
        if field.is_relation and field.name not in HIDDEN
    ]
    return ", ".join(found) or "–"


def _personal(model: Any, held: dict[str, Any]) -> str:
    holding = held.get(model._meta.label)
    if holding is None:
        return "–"
    by_class: dict[str, list[str]] = {}
    for name, kind in holding.fields.items():
        if kind not in ("business", "public"):
            by_class.setdefault(str(kind), []).append(name)
    return "; ".join(f"{kind}: {', '.join(names)}" for kind, names in sorted(by_class.items())) or "none"


def _permissions() -> str:
    from museminder.foundation.identity.permissions import Permission, Role, permissions_of  # noqa: PLC0415

    held = {role: permissions_of([role]) for role in Role}
    lines = [
        "# Who may do what",
        "",
        "Written by `bin/museminder reference write`. What a person sees of it is the database's rule.",
        "",
        "| permission | " + " | ".join(role.value for role in Role) + " |",
        "|---|" + "---|" * len(held),
    ]
    lines += [
        f"| {permission} | " + " | ".join("●" if permission in held[role] else "" for role in Role) + " |"
        for permission in Permission
    ]
    return "\n".join(lines) + "\n"
