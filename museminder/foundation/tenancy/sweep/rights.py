"""Roles, the functions of the context, and grants on anything that is not a table."""

from __future__ import annotations

from collections.abc import Iterator

from museminder.foundation.tenancy.provisioning import SERVING_ROLES
from museminder.foundation.tenancy.sweep.catalog import Catalog, Function
from museminder.foundation.tenancy.sweep.findings import Finding

_READERS = {"accounts", "member", "operator", "studio", "worker"}
_SITES = {"member", "studio"}
# Who may call what in schema sec. What is not named here is for ctx alone: whoever may call sec.sign or
# sec.set_context enters any studio.
CALLERS: dict[str, set[str]] = {
    **{
        f"sec.{part}": _READERS
        for part in (
            "account",
            "denied",
            "office",
            "operator",
        )
    },
    **{
        f"sec.{part}": {*_READERS, "demand"}
        for part in ("site", "part", "studio", "roles", "families", "students")
    },
    "sec.begin_ctx": _SITES,
    "sec.place_of": _SITES,
    "sec.my_studios": _SITES,
    "sec.invitation_behind": _SITES,
    "sec.accept_invitation": _SITES,
    "sec.stand_for": _SITES,
    "sec.begin_feed": _SITES,
    "sec.feed_owner": _SITES,
    "sec.open_studio": {"studio"},
    "sec.begin_hook": {"studio"},
    "sec.begin_operator": {"operator"},
    "sec.health": {"operator"},
    "sec.offboard": {"operator"},
    "sec.break_glass": {"operator"},
    "sec.support_staff": {"studio"},
    "sec.staff_called": {"member", "studio", "worker"},
    "sec.blank_history": {"worker"},
    "sec.blank_notes": {"worker"},
    "sec.readable_again": {"member", "operator", "studio", "worker"},
    "sec.login_consent_counts": {"member", "studio", "worker"},
    "sec.enqueue": {"member", "studio", "worker"},
    "sec.claim_job": {"queue"},
    "sec.begin_job": {"worker"},
    "sec.begin_demand": {"demand"},
    "sec.fan_out": {"queue"},
}
_SEQUENCES = {
    "accounts": {
        "account_emailaddress_id_seq",
        "account_emailconfirmation_id_seq",
        "mfa_authenticator_id_seq",
    },
    "queue": {
        "procrastinate_jobs_id_seq",
        "procrastinate_events_id_seq",
        "procrastinate_periodic_defers_id_seq",
    },
}


def find_in_rights(catalog: Catalog) -> Iterator[Finding]:
    """Whatever gives a serving role more than its tables."""
    yield from _of_roles(catalog)
    yield from _of_ownership(catalog)
    for function in catalog.functions:
        yield from _of_function(function)
    yield from _of_other_grants(catalog)


def _of_roles(catalog: Catalog) -> Iterator[Finding]:
    known = {role.name: role for role in catalog.roles}
    for name in SERVING_ROLES:
        if name not in known:
            yield Finding("role", name, "the role is missing")
            continue
        for power in known[name].powers:
            yield Finding("role", name, f"a serving role must not be {power}")
        for other in known[name].member_of:
            yield Finding("role", name, f"a serving role must not be a member of {other}")
    if "ctx" in known and known["ctx"].can_login:
        yield Finding("role", "ctx", "the owner of the context functions must not be able to log in")
    for role in catalog.roles:
        lent = set(role.member_of) & {*SERVING_ROLES, "ctx", "owner"}
        if (
            role.name != "owner"
            and role.name not in SERVING_ROLES
            and lent
            and "superuser" not in role.powers
        ):
            yield Finding("role", role.name, f"it may act as {', '.join(sorted(lent))}")


def _of_ownership(catalog: Catalog) -> Iterator[Finding]:
    for relation in catalog.relations:
        if relation.owner in SERVING_ROLES:
            yield Finding("role", relation.owner, f"a serving role must own nothing and owns {relation.name}")
    for function in catalog.functions:
        if function.owner in SERVING_ROLES:
            yield Finding("role", function.owner, f"a serving role must own nothing and owns {function.name}")


def _of_function(function: Function) -> Iterator[Finding]:
    if function.definer:
        if function.owner != "ctx":
            yield Finding(
                "function", function.name, f"it runs with the rights of {function.owner}, not of ctx"
            )
        if function.schema != "sec":
            yield Finding("function", function.name, "a function with its owner's rights stands outside sec")
        if not any(setting.startswith("search_path=pg_catalog,") for setting in function.settings):
            yield Finding("function", function.name, "its search path is not pinned")
    if function.schema == "sec":
        allowed = CALLERS.get(function.name, set())
        for caller in sorted(set(function.callers) & {*SERVING_ROLES, "PUBLIC"} - allowed):
            yield Finding("function", function.name, f"{caller} may call it and should not")


def _of_other_grants(catalog: Catalog) -> Iterator[Finding]:
    kinds = {relation.name: relation.kind for relation in catalog.relations}
    watched = {*SERVING_ROLES, "PUBLIC"}
    for grant in catalog.grants:
        if grant.grantee not in watched:
            continue
        name, said = grant.relation, f"{grant.grantee} has {grant.privilege} and should not"
        if kinds.get(name) == "S":
            if grant.privilege != "USAGE" or name not in _SEQUENCES.get(grant.grantee, set()):
                yield Finding("grant", name, said)
        elif name.startswith("schema "):
            if grant.privilege != "USAGE" or grant.grantee == "PUBLIC":
                yield Finding("grant", name, said)
        elif name == "this database":
            if grant.privilege != "CONNECT" or grant.grantee == "PUBLIC":
                yield Finding("grant", name, said)
        elif name.startswith("sec."):
            yield Finding("grant", name, said)
