"""What is stricter for children: sealed fields, and custody rules that beat every permission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import connections

from museminder.foundation.tenancy.access import Custody
from museminder.foundation.tenancy.sweep.catalog import Catalog, read_catalog
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.locking import LockedField
from museminder.primitives.holdings import DataClass, holdings
from museminder.promise.checking import Found, World, check


@check(
    "children.stricter",
    "Looks whether each field of the highest class is sealed or out of reach, and each custody rule in force.",
)
def stricter(world: World) -> Found:
    """Fields of children that are not sealed, and tables whose custody rule is gone or loosened."""
    catalog = read_catalog(connections["studio"])
    fields, rules = list(_highest_fields()), list(_custody_rules())
    wrong = [
        f"{model._meta.label}.{name} is not sealed and can be reached by families"
        for model, name in fields
        if not isinstance(model._meta.get_field(name), SealedField | LockedField)
        and _reached(catalog, model._meta.db_table, model._meta.get_field(name).column)
    ]
    wrong += _without_rule(catalog, rules)
    planted = replace(catalog, policies=[each for each in catalog.policies if each.name != rules[0][1]])
    noticed = len(_without_rule(planted, rules)) == len(_without_rule(catalog, rules)) + 1
    return Found(
        len(fields) + len(rules),
        wrong,
        noticed,
        f"{len(fields)} fields of the highest class and {len(rules)} custody rules, {len(wrong)} not as they must be",
    )


def _reached(catalog: Catalog, table: str, column: str) -> list[str]:
    """Which roles other than the school's own have any grant on a table as a whole or on this column of it."""
    others = {"member", "commercial", "operator", "PUBLIC"}
    return [
        each.grantee
        for each in catalog.grants
        if each.relation in (table, f"{table}.{column}") and each.grantee in others
    ]


def _highest_fields() -> Iterator[tuple[Any, str]]:
    held = holdings()
    for model in apps.get_models():
        holding = held.get(model._meta.label)
        for name, kind in holding.fields.items() if holding else ():
            if kind is DataClass.CHILD_HIGH:
                yield model, name


def _custody_rules() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if isinstance(rule, Custody):
                yield model._meta.db_table, rule.name


def _without_rule(catalog: Catalog, rules: list[tuple[str, str]]) -> list[str]:
    standing = {
        (each.table, each.name) for each in catalog.policies if not each.permissive and each.command == "*"
    }
    secured = {each.name for each in catalog.relations if each.secured and each.forced}
    return [
        f"{table} has no working custody rule"
        for table, name in rules
        if (table, name) not in standing or table not in secured
    ]
