"""Every statement on a studio table carries the studio; GROUP BY names the whole key.

The studio is bound when the statement is written, so managers, forms made at import time, prefetches, Django's
deletion collector and ``save()`` all carry it without knowing. Outside a studio the statement is refused here; only
``owner``, which migrates, may go without.
"""

from __future__ import annotations

from typing import Any

from django.db.models.lookups import Exact
from django.db.models.sql import compiler
from django.db.models.sql.compiler import (  # noqa: F401  Django looks these up here by name
    SQLAggregateCompiler,
    SQLInsertCompiler,
)

from museminder.foundation.tenancy.context import OutsideStudio
from museminder.foundation.tenancy.fields import studio_field
from museminder.foundation.tenancy.standing import studio_to_bind


def _bind_to_studio(query: Any, connection: Any) -> None:
    model = query.get_meta().model if query.model is not None else None
    field = studio_field(model) if model is not None else None
    if field is None or model is None:
        return
    studio_id = studio_to_bind()
    if studio_id is None:
        if connection.alias == "owner":
            return
        raise OutsideStudio(f"{model.__name__} was asked for outside a studio")
    # The where is marked, not the query: a delete query is used again for each chunk.
    if not getattr(query.where, "studio_bound", False):
        query.where.add(Exact(field.get_col(_first_table(query)), studio_id), "AND")
        query.where.studio_bound = True


def _first_table(query: Any) -> str:
    """The table a query begins with; ``exclude()`` over a reverse relation trims its subquery's own one away."""
    used = [alias for alias in query.alias_map if query.alias_refcount[alias]]
    if used and next(iter(query.alias_map)) not in used:
        return str(used[0])
    return str(query.get_initial_alias())


class SQLCompiler(compiler.SQLCompiler):
    def pre_sql_setup(self, *args: Any, **options: Any) -> Any:
        _bind_to_studio(self.query, self.connection)
        return super().pre_sql_setup(*args, **options)

    def collapse_group_by(self, expressions: Any, having: Any) -> Any:
        collapsed = super().collapse_group_by(expressions, having)
        for expression in list(collapsed):
            target = getattr(expression, "target", None)
            field = target is not None and target.primary_key and studio_field(target.model)
            if field:
                collapsed.append(field.get_col(expression.alias))
        return collapsed


class SQLDeleteCompiler(compiler.SQLDeleteCompiler):
    def as_sql(self, *args: Any, **options: Any) -> Any:
        _bind_to_studio(self.query, self.connection)
        return super().as_sql(*args, **options)


class SQLUpdateCompiler(compiler.SQLUpdateCompiler):
    def as_sql(self, *args: Any, **options: Any) -> Any:
        studio = studio_field(self.query.model)
        self.query.values = [value for value in self.query.values if value[0] is not studio]
        _bind_to_studio(self.query, self.connection)
        return super().as_sql(*args, **options)
