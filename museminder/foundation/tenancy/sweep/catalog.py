"""The catalogs of one database, read at one moment. Any role that can log in may read them."""

# ruff: noqa: S608  the statements are put together from constants of this file

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Protocol, TypeVar

OURS = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'"


class Connection(Protocol):
    """What the sweep asks of a connection: Django's and psycopg's both have it."""

    def cursor(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Relation:
    """A table (``r``), partitioned table (``p``), view (``v``), materialized view (``m``) or sequence (``S``)."""

    name: str
    kind: str
    owner: str
    secured: bool
    forced: bool
    has_studio: bool
    options: list[str]


@dataclass(frozen=True, slots=True)
class Grant:
    """One privilege of one role (``PUBLIC`` for everybody) on a relation, a column of it, or a whole schema."""

    relation: str
    grantee: str
    privilege: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One row-security policy; ``command`` is ``*`` or one of ``r a w d``."""

    table: str
    name: str
    command: str
    permissive: bool
    roles: list[str]
    using: str | None
    check: str | None


@dataclass(frozen=True, slots=True)
class Key:
    """A primary (``p``), unique (``u``), exclusion (``x``) or foreign (``f``) key."""

    table: str
    name: str
    kind: str
    columns: list[str]
    target: str | None
    target_columns: list[str]
    checked: bool


@dataclass(frozen=True, slots=True)
class Index:
    """An index and its first column; None when it begins with an expression."""

    table: str
    name: str
    first: str | None


@dataclass(frozen=True, slots=True)
class Function:
    """A function of schema ``sec``, or any other that runs with its owner's rights."""

    name: str
    schema: str
    owner: str
    definer: bool
    settings: list[str]
    callers: list[str]


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the server and the roles it is a member of."""

    name: str
    powers: list[str]
    can_login: bool
    member_of: list[str]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything the sweep looks at."""

    relations: list[Relation]
    grants: list[Grant]
    policies: list[Policy]
    keys: list[Key]
    indexes: list[Index]
    functions: list[Function]
    roles: list[Role]


# A relation is called by its bare name in schema public and by its full name elsewhere.
_NAME = "case when n.nspname = 'public' then c.relname::text else n.nspname || '.' || c.relname end"
_RELATIONS = f"""
select {_NAME}, c.relkind::text, c.relowner::regrole::text, c.relrowsecurity, c.relforcerowsecurity,
  exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'studio_id' and not a.attisdropped),
  coalesce(c.reloptions, '{{}}')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where {OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by 1"""
_GRANTEE = "case g.grantee when 0 then 'PUBLIC' else g.grantee::regrole::text end"
_GRANTS = f"""
select {_NAME}, {_GRANTEE}, g.privilege_type
from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g where {OURS}
union all
select {_NAME} || '.' || a.attname, {_GRANTEE}, g.privilege_type
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace,
  aclexplode(a.attacl) g where {OURS} and not a.attisdropped
union all
select 'schema ' || n.nspname, {_GRANTEE}, g.privilege_type
from pg_namespace n, aclexplode(n.nspacl) g where {OURS}
union all
select 'this database', {_GRANTEE}, g.privilege_type
from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
where d.datname = current_database()
order by 1, 2, 3"""
_POLICIES = f"""
select {_NAME}, p.polname::text, p.polcmd::text, p.polpermissive,
  array(select case r when 0 then 'PUBLIC' else r::regrole::text end from unnest(p.polroles) r order by 1),
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace order by 1, 2"""
_COLUMNS = """array(select a.attname::text from unnest({keys}) with ordinality part (number, place)
  join pg_attribute a on a.attrelid = {relation} and a.attnum = part.number order by part.place)"""
_KEYS = f"""
select {_NAME}, k.conname::text, k.contype::text, {_COLUMNS.format(keys="k.conkey", relation="k.conrelid")},
  (select t.relname::text from pg_class t where t.oid = k.confrelid),
  {_COLUMNS.format(keys="k.confkey", relation="k.confrelid")}, k.convalidated
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
where {OURS} and k.contype in ('p', 'u', 'x', 'f') order by 1, 2"""
_INDEXES = f"""
select {_NAME}, i.relname::text,
  (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = x.indkey[0])
from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
join pg_namespace n on n.oid = c.relnamespace where {OURS} order by 1, 2"""
_FUNCTIONS = f"""
select case when n.nspname = 'public' then p.proname::text else n.nspname || '.' || p.proname end, n.nspname::text,
  p.proowner::regrole::text, p.prosecdef, coalesce(p.proconfig, '{{}}'),
  array(select {_GRANTEE} from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g order by 1)
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where {OURS} and (p.prosecdef or n.nspname = 'sec') order by 1"""
_ROLES = """
select r.rolname::text, array_remove(array[
    case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'bypassrls' end,
    case when r.rolcreaterole then 'createrole' end, case when r.rolcreatedb then 'createdb' end,
    case when r.rolreplication then 'replication' end], null), r.rolcanlogin,
  array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid order by 1)
from pg_roles r where r.rolname !~ '^pg_' order by 1"""

Row = TypeVar("Row")


def read_catalog(connection: Connection) -> Catalog:
    """Read the catalogs; seven statements, no lock, no row of any studio."""
    return Catalog(
        relations=_read(connection, Relation, _RELATIONS),
        grants=_read(connection, Grant, _GRANTS),
        policies=_read(connection, Policy, _POLICIES),
        keys=_read(connection, Key, _KEYS),
        indexes=_read(connection, Index, _INDEXES),
        functions=_read(connection, Function, _FUNCTIONS),
        roles=_read(connection, Role, _ROLES),
    )


def _read(connection: Connection, kind: type[Row], statement: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall()
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # only dataclasses come here
    return [kind(**dict(zip(names, row, strict=True))) for row in rows]
