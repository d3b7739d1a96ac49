"""Keys, references and indexes of studio tables: every one of them begins with the studio."""

from __future__ import annotations

from collections.abc import Iterator

from museminder.foundation.tenancy.sweep.catalog import Catalog, Key
from museminder.foundation.tenancy.sweep.declared import DeclaredTable
from museminder.foundation.tenancy.sweep.findings import Finding

_KINDS = {"u": "unique key", "x": "exclusion"}


def find_in_keys(catalog: Catalog, declared: dict[str, DeclaredTable]) -> Iterator[Finding]:
    """Whatever would let a row of one studio point at, or collide with, a row of another."""
    studio_s = {
        relation.name
        for relation in catalog.relations
        if relation.kind == "r" and relation.has_studio and not relation.name.startswith("sec.")
    }
    yield from _primary(catalog, studio_s)
    for key in catalog.keys:
        if key.kind in _KINDS and key.table in studio_s and key.columns[:1] != ["studio_id"]:
            yield Finding(
                "key", key.table, f"its {_KINDS[key.kind]} {key.name} does not begin with the studio"
            )
        if key.kind == "f":
            yield from _foreign(key, studio_s)
    for index in catalog.indexes:
        if index.table in studio_s and index.first != "studio_id":
            yield Finding("index", index.table, f"its index {index.name} does not begin with the studio")
    yield from _missing(catalog, declared)


def _primary(catalog: Catalog, studio_s: set[str]) -> Iterator[Finding]:
    primary = {key.table: key.columns for key in catalog.keys if key.kind == "p"}
    for table in sorted(studio_s):
        if primary.get(table) != ["studio_id", "id"]:
            yield Finding("key", table, "its primary key is not (studio_id, id)")


def _foreign(key: Key, studio_s: set[str]) -> Iterator[Finding]:
    if key.target not in studio_s:
        return
    if key.table not in studio_s:
        yield Finding(
            "foreign-key", key.table, f"a table without a studio points at {key.target} ({key.name})"
        )
    elif (key.columns[:1], key.target_columns[:1]) != (["studio_id"], ["studio_id"]):
        yield Finding("foreign-key", key.table, f"its reference {key.name} could reach another studio")
    elif not key.checked:
        yield Finding(
            "foreign-key", key.table, f"its reference {key.name} was never checked against the rows"
        )


def _missing(catalog: Catalog, declared: dict[str, DeclaredTable]) -> Iterator[Finding]:
    have = {
        (key.table, tuple(key.columns), key.target, tuple(key.target_columns))
        for key in catalog.keys
        if key.kind == "f"
    }
    studio = ("studio_id",)
    for table in sorted(declared.values(), key=lambda each: each.name):
        wanted = [((studio[0], column), target, (studio[0], key)) for column, target, key in table.references]
        if table.is_studio_s:
            wanted.append((studio, "tenancy_studio", ("id",)))  # type: ignore[arg-type]  # one column here
        for columns, target, target_columns in wanted:
            if (table.name, columns, target, target_columns) not in have:
                said = f"nothing ties its {columns[-1]} to {target} of the same studio"
                yield Finding("foreign-key", table.name, said)
