"""What the models say the database should look like: policies, grants, references between studio tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from museminder.foundation.tenancy.access import Access, Custody
from museminder.foundation.tenancy.fields import is_composite, studio_field

# A studio's rows are told apart by this and nothing else: the text as the server itself prints it.
STUDIO_RULE_PRINTED = "(studio_id = ( SELECT sec.studio() AS studio))"


@dataclass(frozen=True, slots=True)
class DeclaredPolicy:
    """A policy that must exist; conditions are as the model wrote them."""

    name: str
    command: str
    roles: list[str]
    using: str
    check: str | None
    permissive: bool = True


@dataclass(slots=True)
class DeclaredTable:
    """One table as its model declares it; references are ``(column, target table, target column)``.

    ``grants`` are verbs by role for the whole table, ``column_grants`` by role and column.
    """

    name: str
    is_studio_s: bool
    policies: dict[str, DeclaredPolicy] = field(default_factory=dict)
    grants: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    column_grants: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    references: list[tuple[str, str, str]] = field(default_factory=list)


def declared_tables() -> dict[str, DeclaredTable]:
    """Every table of every model, by name."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: _declared(model) for model in models if model._meta.managed}


def _declared(model: Any) -> DeclaredTable:
    table = DeclaredTable(model._meta.db_table, is_studio_s=studio_field(model) is not None)
    for rule in model._meta.constraints:
        if isinstance(rule, Access):
            _add_grants(table, rule)
        for policy in _policies(rule):
            table.policies[policy.name] = policy
    for each in model._meta.local_fields:
        if is_composite(each):
            target = each.remote_field.model._meta.db_table
            table.references.append((each.column, target, each.target_field.column))
    return table


def _add_grants(table: DeclaredTable, rule: Access) -> None:
    for verb, columns in re.findall(r"(\w+)\s*(?:\(([^)]*)\))?", rule.to):
        for column in filter(None, (name.strip(' "') for name in columns.split(","))):
            table.column_grants[rule.role, column].add(verb.upper())
        if not columns:
            table.grants[rule.role].add(verb.upper())


def _policies(rule: Any) -> Iterator[DeclaredPolicy]:
    if isinstance(rule, Access):
        yield DeclaredPolicy(rule.name, "*", [rule.role], rule.where, rule.where)
        if rule.sees is not None:
            yield DeclaredPolicy(f"{rule.name}_sees", "r", [rule.role], rule.sees, None)
    elif isinstance(rule, Custody):
        yield DeclaredPolicy(rule.name, "*", ["member", "studio"], rule.condition, None, permissive=False)


def same_condition(written: str | None, printed: str | None) -> bool:
    """Whether a condition as a model wrote it is the one the server prints.

    The server adds casts, names and parentheses; those are set aside on both sides, so two conditions that differ in
    parentheses alone count as the same.
    """
    return _plain(written) == _plain(printed)


def _plain(condition: str | None) -> str | None:
    if condition is None:
        return None
    text = " ".join(condition.lower().split())
    text = re.sub(r"\( ?(select sec\.(\w+)\(\)) as \2\)", r"(\1)", text)
    text = re.sub(r"::(character varying|varchar|text|uuid|bigint|integer)(\(\d+\))?(\[\])?", "", text)
    text = re.sub(r"(\S+) is not distinct from", r"not \1 is distinct from", text.replace("!=", "<>"))
    text = re.sub(r"\bin \(((?:'[^']*',? ?)+)\)", r"= any (array[\1])", text)
    return re.sub(r"[\s()]+", "", text)
