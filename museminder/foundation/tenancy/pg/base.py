"""PostgreSQL as MuseMinder uses it: studio tables with composite keys and forced row security."""

from django.db.backends.postgresql import base, operations

from museminder.foundation.tenancy.pg.schema import SchemaEditor


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = "museminder.foundation.tenancy.pg.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    ops_class = DatabaseOperations
