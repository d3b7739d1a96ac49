"""The public site and the operator reach no studio's table: each of them tries every one."""

from __future__ import annotations

from django.apps import apps

from museminder.foundation.tenancy.fields import studio_field
from museminder.promise.attempting import DENIED, outcome
from museminder.promise.checking import Found, World, check

STATEMENTS = (
    "select 1 from {} limit 1",
    "insert into {} default values",
    "delete from {}",
    "truncate {}",
)
IDENTITY = (
    "identity_account",
    "identity_session",
    "account_emailaddress",
    "mfa_authenticator",
    "tenancy_studio",
)


@check(
    "commercial.reaches-nothing",
    "Tries, as the public site's own role, to read and write every table of a studio.",
)
def commercial(world: World) -> Found:
    """The role of the public site, on every table that says something about a family."""
    return _reach("commercial")


@check(
    "operator.reaches-nothing",
    "Tries, as the operator's own role, to read and write every table of a studio.",
)
def operator(world: World) -> Found:
    """The role of those who run MuseMinder, on the same tables."""
    return _reach("operator")


def _reach(role: str) -> Found:
    owned = sorted(model._meta.db_table for model in apps.get_models() if studio_field(model))
    wrong, examined = [], 0
    for table in (*owned, *IDENTITY):
        for statement in STATEMENTS:
            examined += 1
            if outcome(role, statement.format(table)) != DENIED:
                wrong.append(f"{role}: {statement.format(table)}")
    # What this role may read must be seen as readable, or a refusal would mean nothing.
    noticed = outcome(role, "select 1 from privacy_promiseresult limit 1") == ""
    tables = len(owned) + len(IDENTITY)
    return Found(
        examined,
        wrong,
        noticed,
        f"{examined:,} attempts on {tables} tables, {len(wrong):,} not refused",
    )
