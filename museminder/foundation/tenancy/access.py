"""Who may touch a table, written in the model's ``Meta.constraints`` and carried into the database by migrations.

A grant and its permissive policies are one entry, so ordinary migrations add, change and drop them. The studio rule
is not here: the schema editor gives it to every studio table, restrictive.
"""

from __future__ import annotations

from typing import Any

from django.db.models.constraints import BaseConstraint

EVERYTHING = "select, insert, update, delete"
OFFICE = "(SELECT sec.office())"


def among(column: str, sight: str) -> str:
    """A condition: the column is one of the ids the signed context lists (``students``, ``families``, ``denied``)."""
    return f"{column} = ANY ((SELECT sec.{sight}())::uuid[])"


class _DatabaseRule(BaseConstraint):
    """A constraint that is really a statement about access; Python never validates it."""

    def statements(self, table: str) -> list[str]:
        raise NotImplementedError

    def undo(self, table: str) -> list[str]:
        raise NotImplementedError

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        # Inside CREATE TABLE there is no place for it: it runs after the table exists.
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return "; ".join(self.statements(table)).replace("%", "%%")

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return "; ".join(self.undo(schema_editor.quote_name(model._meta.db_table)))

    def validate(self, *args: Any, **options: Any) -> None:
        return None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


class Access(_DatabaseRule):
    """One role's grant on a table, which rows it may change, and which more it may only see."""

    def __init__(
        self, *, role: str, name: str, to: str = EVERYTHING, where: str = "true", sees: str | None = None
    ) -> None:
        super().__init__(name=name)
        self.role, self.to, self.where, self.sees = role, to, where, sees

    def deconstruct(self) -> Any:
        path, args, options = super().deconstruct()
        options |= {"role": self.role, "to": self.to, "where": self.where}
        if self.sees is not None:
            options["sees"] = self.sees
        return path, args, options

    def statements(self, table: str) -> list[str]:
        wanted = [
            f'GRANT {self.to} ON {table} TO "{self.role}"',
            f'CREATE POLICY "{self.name}" ON {table} TO "{self.role}" USING ({self.where}) WITH CHECK ({self.where})',
        ]
        if self.sees is not None:
            wanted.append(
                f'CREATE POLICY "{self.name}_sees" ON {table} FOR SELECT TO "{self.role}" USING ({self.sees})'
            )
        return wanted

    def undo(self, table: str) -> list[str]:
        gone = [f'DROP POLICY "{self.name}" ON {table}', f'REVOKE ALL ON {table} FROM "{self.role}"']
        if self.sees is not None:
            gone.insert(0, f'DROP POLICY "{self.name}_sees" ON {table}')
        return gone


class Custody(_DatabaseRule):
    """Rows about a student are gone, at once, for whoever a recorded denial names: it beats every permission."""

    def __init__(self, *, name: str, column: str = "student_id") -> None:
        super().__init__(name=name)
        self.column = column

    def deconstruct(self) -> Any:
        path, args, options = super().deconstruct()
        return path, args, options | {"column": self.column}

    @property
    def condition(self) -> str:
        """What must hold for a row to be there."""
        return f"{self.column} IS NULL OR NOT ({among(self.column, 'denied')})"

    def statements(self, table: str) -> list[str]:
        return [
            f'CREATE POLICY "{self.name}" ON {table} AS RESTRICTIVE TO studio, member USING ({self.condition})'
        ]

    def undo(self, table: str) -> list[str]:
        return [f'DROP POLICY "{self.name}" ON {table}']


def demanded(table: str, *, records: str, column: str, sight: str) -> Access:
    """Under a legal demand that names this kind of record: the rows of whom it names, to be read, and no others."""
    where = f"(SELECT sec.roles()) @> ARRAY['demand.{records}'] AND {among(column, sight)}"
    return Access(role="demand", name=f"{table}_demand", to="select", where=where)


def access(
    table: str,
    *,
    office: str = EVERYTHING,
    staff_see: str | None = None,
    staff_change: str | None = None,
    members: str | None = None,
    members_to: str = "select",
    worker: str = EVERYTHING,
    custody: str | None = None,
) -> list[BaseConstraint]:
    """The usual rules of a studio table.

    The office and jobs do what ``office`` and ``worker`` grant; instructors see rows where ``staff_see`` holds and
    change those where ``staff_change`` holds; members get ``members_to`` where ``members`` holds (None: no grant at
    all); ``custody`` names the column of the student whose denial hides the row.
    """
    change = OFFICE if staff_change is None else f"{OFFICE} OR ({staff_change})"
    rules: list[BaseConstraint] = [
        Access(role="studio", name=f"{table}_studio", to=office, where=change, sees=staff_see),
        Access(role="worker", name=f"{table}_worker", to=worker),
    ]
    if members is not None:
        rules.append(Access(role="member", name=f"{table}_member", to=members_to, where=members))
    if custody is not None:
        rules.append(Custody(name=f"{table}_custody", column=custody))
    return rules
