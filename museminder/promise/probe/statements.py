"""Every table of studios, every verb, five wrong contexts, three roles; and the same once more, rightly."""

# ruff: noqa: S608  tables and columns come from the catalog, values are parameters

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import Error, connections, transaction

from museminder.foundation.tenancy.sweep.declared import DeclaredTable
from museminder.promise.probe.attempts import CASES, VERBS, Attempt
from museminder.promise.probe.entering import Way, forge, replay, stay_outside, token_of, ways_into
from museminder.promise.probe.filling import Filled
from museminder.promise.probe.rows import StudioTable

NOBODY = -1
BY_GRANT, BY_POLICY, BY_CONTEXT = "no such grant", "row security", "context refused"
PAST = "got past row security"


def attempt_statements(
    mine: Filled, theirs: Filled, tables: list[StudioTable], declared: dict[str, DeclaredTable]
) -> Iterator[Attempt]:
    """Try to reach ``theirs`` from ``mine`` by SQL, with each role's real login. Nothing stays written."""
    own_ways, other_ways = ways_into(mine), ways_into(theirs)
    for role, way in own_ways.items():
        twins = _twins(way, mine, tables, declared)
        token = token_of(other_ways[role])
        starts: dict[str, Callable[[Any], None]] = {
            "no context": stay_outside,
            "other studio": way.enter,
            "forged": partial(forge, token=token),
            "replayed": partial(replay, token=token),
            "revoked": partial(_revoked, way=other_ways[role]),
        }
        for case in CASES:
            seen_from = mine.studio_id if case == "other studio" else NOBODY
            for table, verb, outcome, reached in _in_case(
                role, starts[case], tables, declared, seen_from=seen_from, target=theirs.studio_id
            ):
                yield Attempt(role, table, verb, case, outcome, crossed=reached, twin=twins[table, verb])


def _revoked(cursor: Any, way: Way) -> None:
    """Ask for a context with a secret that has ended, and go on without one."""
    try:
        with transaction.atomic(using=way.role):
            way.enter_with_ended(cursor)
    except Error:
        return


def _in_case(
    role: str,
    start: Callable[[Any], None],
    tables: list[StudioTable],
    declared: dict[str, DeclaredTable],
    *,
    seen_from: int,
    target: int,
) -> Iterator[tuple[str, str, str, bool]]:
    with transaction.atomic(using=role), connections[role].cursor() as cursor:
        start(cursor)
        for table in tables:
            for verb in VERBS:
                tries = list(_tries(table, verb, role, declared, seen_from=seen_from, target=target))
                outcomes = [_try(role, cursor, *each) for each in tries]
                reached = any(count is None or count > 0 for count, _ in outcomes)
                yield table.name, verb, " and ".join(dict.fromkeys(said for _, said in outcomes)), reached
        transaction.set_rollback(True, using=role)


def _tries(
    table: StudioTable,
    verb: str,
    role: str,
    declared: dict[str, DeclaredTable],
    *,
    seen_from: int,
    target: int,
) -> Iterator[tuple[str, list[Any]]]:
    name, others = f'"{table.name}"', "where studio_id is distinct from %s"
    if verb == "select":
        yield f"select 1 from {name} {others}", [seen_from]
    elif verb == "insert":
        yield insert_into(table), [table.copies(target, into=target)]
    elif verb == "update":
        column = _changeable(table.name, role, declared)
        yield f"update {name} set {column} = {column} {others}", [seen_from]
        if seen_from != NOBODY:
            yield f"update {name} set studio_id = %s where studio_id = %s", [target, seen_from]
    else:
        yield f"delete from {name} {others}", [seen_from]


def insert_into(table: StudioTable) -> str:
    """The statement that writes rows given as JSON, whatever their columns' types."""
    columns = ", ".join(f'"{column}"' for column in table.columns)
    return (
        f'insert into "{table.name}" ({columns}) '
        f'select {columns} from jsonb_populate_recordset(null::"{table.name}", %s::jsonb)'
    )


def _changeable(table: str, role: str, declared: dict[str, DeclaredTable]) -> str:
    """The column to change: the id, or the first one that the role was given by itself to change."""
    model = declared.get(table)
    granted = model.column_grants.items() if model else ()
    columns = sorted(column for (who, column), verbs in granted if who == role and "UPDATE" in verbs)
    return columns[0] if columns else "id"


def _try(role: str, cursor: Any, statement: str, parameters: list[Any]) -> tuple[int | None, str]:
    """How many rows it reached, and how it ended; None when something else than isolation stopped it."""
    try:
        with transaction.atomic(using=role):
            cursor.execute(statement, parameters)
            count = int(cursor.rowcount)
            transaction.set_rollback(True, using=role)
            return count, f"{count} rows"
    except Error as error:
        state, said = getattr(error.__cause__, "sqlstate", ""), str(error)
        if state == "28000":
            return 0, BY_CONTEXT
        if state == "42501":
            return 0, BY_POLICY if "row-level security" in said else BY_GRANT
        return None, f"{PAST}: {said.splitlines()[0]}"


def _twins(
    way: Way, mine: Filled, tables: list[StudioTable], declared: dict[str, DeclaredTable]
) -> dict[tuple[str, str], bool]:
    """Whether each verb works on one's own rows where it was granted, and is refused by grant where it was not."""
    role, own, twins = way.role, mine.studio_id, {}
    with transaction.atomic(using=role), connections[role].cursor() as cursor:
        way.enter(cursor)
        for table in tables:
            column = _changeable(table.name, role, declared)
            rightly: dict[str, tuple[str, list[Any]]] = {
                "select": (f'select 1 from "{table.name}" where studio_id = %s', [own]),
                "insert": (insert_into(table), [table.copies(own, into=own)]),
                "update": (f'update "{table.name}" set {column} = {column} where studio_id = %s', [own]),
                "delete": (f'delete from "{table.name}" where studio_id = %s', [own]),
            }
            for verb in VERBS:
                count, said = _try(role, cursor, *rightly[verb])
                granted = _is_granted(declared.get(table.name), role, verb)
                if granted and verb == "insert" and not count:
                    count = _takes_the_very_row(role, cursor, table, own)
                # a row that is found and then kept by a rule of time was reached: count is None
                reached = bool(count) or (verb == "delete" and count is None)
                twins[table.name, verb] = reached if granted else said == BY_GRANT
        transaction.set_rollback(True, using=role)
    return twins


def _takes_the_very_row(role: str, cursor: Any, table: StudioTable, own: int) -> bool:
    """Whether the very same row is taken once more, or got past row security and was refused as a double: where one
    with other keys would be about somebody this person does not see."""
    count, said = _try(role, cursor, insert_into(table), [table.copies(own, into=own, keys_too=True)])
    return bool(count) or said.startswith(f"{PAST}: duplicate key")


def _is_granted(table: DeclaredTable | None, role: str, verb: str) -> bool:
    if table is None:
        return False
    whole = verb.upper() in table.grants.get(role, set())
    return whole or any(
        who == role and verb.upper() in verbs for (who, _), verbs in table.column_grants.items()
    )
