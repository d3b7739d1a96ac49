"""PostgreSQL as MuseMinder uses it: studio tables with composite keys and forced row security."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base, operations

from museminder.foundation.tenancy.pg.schema import SchemaEditor


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = "museminder.foundation.tenancy.pg.compiler"


# Planning a statement under row security takes longer than most take to run, and pages send the same ones again and
# again: what a connection has sent so often is planned once and kept, as many as this.
PLANNED_AFTER, PLANS_KEPT = 2, 250


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        if self.features.uses_server_side_binding:
            params["prepare_threshold"] = PLANNED_AFTER
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = PLANS_KEPT
        return connection
