"""The one place that makes studio tables: composite keys, composite references, forced row security."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.backends.ddl_references import Columns, ForeignKeyName, Statement, Table
from django.db.backends.postgresql import schema

from museminder.foundation.tenancy.fields import StudioKey, is_composite, studio_field

STUDIO_RULE = "studio_id = (SELECT sec.studio())"


class SchemaEditor(schema.DatabaseSchemaEditor):
    def _iter_column_sql(self, column_db_type: Any, params: Any, model: Any, *rest: Any) -> Iterator[str]:
        owned = studio_field(model)
        for part in super()._iter_column_sql(column_db_type, params, model, *rest):
            if owned and part in ("PRIMARY KEY", "UNIQUE"):
                continue
            yield part

    def table_sql(self, model: Any) -> tuple[str, list[Any]]:
        sql, params = super().table_sql(model)
        owned = studio_field(model)
        if owned:
            quote = self.quote_name
            keys = [f"PRIMARY KEY ({quote(owned.column)}, {quote(model._meta.pk.column)})"]
            keys += [
                f"UNIQUE ({quote(owned.column)}, {quote(f.column)})"
                for f in model._meta.local_fields
                if f.unique and not f.primary_key
            ]
            sql = f"{sql[:-1]}, {', '.join(keys)})"
        return sql, params

    def create_model(self, model: Any) -> None:
        super().create_model(model)
        if studio_field(model):
            self._secure_rows(model)

    def _secure_rows(self, model: Any) -> None:
        table = self.quote_name(model._meta.db_table)
        self.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", None)
        self.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", None)
        self.execute(
            f"CREATE POLICY studio ON {table} AS RESTRICTIVE USING ({STUDIO_RULE}) WITH CHECK ({STUDIO_RULE})",
            None,
        )

    def _create_fk_sql(self, model: Any, field: Any, suffix: str) -> Statement:
        if not is_composite(field):
            return super()._create_fk_sql(model, field, suffix)
        target = field.remote_field.model
        columns = [studio_field(model).column, field.column]  # type: ignore[union-attr]
        target_columns = [studio_field(target).column, field.target_field.column]  # type: ignore[union-attr]

        def name(table: str, names: list[str], end: str) -> str:
            return self.quote_name(self._create_index_name(table, names, end))

        return Statement(
            self.sql_create_fk,
            table=Table(model._meta.db_table, self.quote_name),
            name=ForeignKeyName(
                model._meta.db_table, columns, target._meta.db_table, target_columns, suffix, name
            ),
            column=Columns(model._meta.db_table, columns, self.quote_name),
            to_table=Table(target._meta.db_table, self.quote_name),
            to_column=Columns(target._meta.db_table, target_columns, self.quote_name),
            deferrable=self.connection.ops.deferrable_sql(),
        )

    def add_field(self, model: Any, field: Any) -> None:
        if isinstance(field, StudioKey):
            # The autodetector may split the key out of CreateModel, because it is a foreign key.
            self._add_studio_key(model, field)
        elif not is_composite(field):
            super().add_field(model, field)
        else:
            self._add_composite_field(model, field)

    def _add_studio_key(self, model: Any, field: Any) -> None:
        super().add_field(model, field)
        table, key = self.quote_name(model._meta.db_table), self.quote_name(model._meta.pk.column)
        for name in self._constraint_names(model, primary_key=True):
            self.execute(f"ALTER TABLE {table} DROP CONSTRAINT {self.quote_name(name)}")
        self.execute(f"ALTER TABLE {table} ADD PRIMARY KEY ({self.quote_name(field.column)}, {key})")
        self._secure_rows(model)

    def _add_composite_field(self, model: Any, field: Any) -> None:
        self.sql_create_column_inline_fk = (
            None  # an instance attribute shadows the class's single-column form
        )
        try:
            super().add_field(model, field)
        finally:
            del self.sql_create_column_inline_fk
        if field.unique:
            table, column = self.quote_name(model._meta.db_table), self.quote_name(field.column)
            self.execute(f"ALTER TABLE {table} ADD UNIQUE (studio_id, {column})")

    def _constraint_names(self, model: Any, column_names: Any = None, **options: Any) -> list[str]:
        names: list[str] = super()._constraint_names(model, column_names, **options)
        owned = studio_field(model)
        if owned and column_names and column_names[0] != owned.column and not options.get("primary_key"):
            names += super()._constraint_names(model, [owned.column, *column_names], **options)
        return names

    def _create_unique_sql(self, model: Any, fields: Any, *args: Any, **options: Any) -> Any:
        owned = studio_field(model)
        if owned and fields and owned not in fields:
            fields = [owned, *fields]
        return super()._create_unique_sql(model, fields, *args, **options)

    def _create_index_sql(self, model: Any, *, fields: Any = None, **options: Any) -> Any:
        owned = studio_field(model)
        if owned and fields and fields[0] is not owned:
            fields = [owned, *fields]
            for extra in ("col_suffixes", "opclasses"):
                if options.get(extra):
                    options[extra] = ("", *options[extra])  # plain btree for the studio's column
        return super()._create_index_sql(model, fields=fields, **options)
