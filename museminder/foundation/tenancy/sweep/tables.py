"""Tables, views and what is granted on them."""

from __future__ import annotations

from collections.abc import Iterator

from museminder.foundation.tenancy.provisioning import SERVING_ROLES
from museminder.foundation.tenancy.sweep.catalog import Catalog, Policy, Relation
from museminder.foundation.tenancy.sweep.declared import (
    STUDIO_RULE_PRINTED,
    DeclaredPolicy,
    DeclaredTable,
    same_condition,
)
from museminder.foundation.tenancy.sweep.findings import Finding

_ALL = {"SELECT", "INSERT", "UPDATE", "DELETE"}
# Tables without a studio, and who may do what with them. A table that is neither a studio's nor named here is a
# finding. The list of studios itself has its grants and policies in its model.
GLOBAL_TABLES: dict[str, dict[str, set[str]]] = {
    **{
        table: {"accounts": _ALL}
        for table in (
            "identity_account",
            "identity_session",
            "identity_limit",
            "account_emailaddress",
            "account_emailconfirmation",
            "mfa_authenticator",
        )
    },
    **{
        table: {"queue": _ALL}
        for table in (
            "procrastinate_jobs",
            "procrastinate_events",
            "procrastinate_workers",
            "procrastinate_periodic_defers",
        )
    },
    **{
        table: {}
        for table in (
            "auth_group",
            "auth_group_permissions",
            "auth_permission",
            "django_content_type",
            "django_migrations",
        )
    },
    "tenancy_studio": {},
    # Letters about a sign-in: written and read by whoever sends them, never changed.
    "outside_accountdisclosure": {"accounts": {"SELECT", "INSERT"}},
    # How we are watched; who may read and write them stands in their models.
    **{
        f"oversight_{table}": {}
        for table in (
            *("operatorstaff", "training", "review", "attestation", "studiofigures"),
            *("legaldemand", "demandexport", "demandnotice", "brokenglass"),
        )
    },
    # Public texts and figures, and letters that visitors left; who may do what with them stands in their models.
    **{
        table: {}
        for table in (
            *(
                "privacy_breach",
                "privacy_breachnotice",
                "privacy_changeofcontrol",
                "privacy_policyversion",
                "privacy_promiseclause",
                "privacy_promiseresult",
            ),
            "published_letter",
        )
    },
}
_CTX_ALONE = "sec."


def find_in_tables(catalog: Catalog, declared: dict[str, DeclaredTable]) -> Iterator[Finding]:
    """Whatever is wrong with tables and views."""
    for relation in catalog.relations:
        if relation.kind in ("v", "m"):
            yield from _of_view(relation)
        elif relation.kind in ("p", "f"):
            yield Finding("table", relation.name, "partitioned and foreign tables escape row security")
        elif relation.kind == "r" and not relation.name.startswith(_CTX_ALONE):
            yield from _of_table(relation, declared)
    present = {relation.name for relation in catalog.relations if relation.kind == "r"}
    for name in sorted(declared.keys() - present):
        yield Finding("table", name, "a model declares this table and the database does not have it")
    yield from _of_policies(catalog, declared)
    yield from _of_grants(catalog, declared)


def _of_view(relation: Relation) -> Iterator[Finding]:
    if relation.kind == "m":
        yield Finding("view", relation.name, "a materialized view cannot have row security")
    elif not {"security_invoker=true", "security_invoker=on", "security_invoker=1"} & set(relation.options):
        yield Finding("view", relation.name, "the view reads with its owner's rights: set security_invoker")


def _of_table(relation: Relation, declared: dict[str, DeclaredTable]) -> Iterator[Finding]:
    model = declared.get(relation.name)
    if relation.has_studio or (model and model.is_studio_s):
        if model is None:
            yield Finding("table", relation.name, "no model declares this table of a studio")
        if not relation.has_studio:
            yield Finding(
                "table", relation.name, "its model belongs to a studio and the table has no studio_id"
            )
    elif relation.name not in GLOBAL_TABLES:
        yield Finding(
            "global-table", relation.name, "it has no studio and is not on the list of global tables"
        )
    if relation.has_studio or (model and model.policies):
        if not relation.secured:
            yield Finding("row-security", relation.name, "row security is not enabled")
        if not relation.forced:
            yield Finding("row-security", relation.name, "row security is not forced on its owner")


def _of_policies(catalog: Catalog, declared: dict[str, DeclaredTable]) -> Iterator[Finding]:
    for relation in catalog.relations:
        if relation.kind != "r" or relation.name.startswith(_CTX_ALONE):
            continue
        found = {policy.name: policy for policy in catalog.policies if policy.table == relation.name}
        model = declared.get(relation.name)
        wanted = model.policies if model else {}
        if relation.has_studio:
            yield from _of_studio_rule(relation.name, found.pop("studio", None))
            if not any(policy.permissive for policy in found.values()):
                yield Finding("policy", relation.name, "no permissive policy: nobody can see anything here")
        for name in sorted(wanted.keys() - found.keys()):
            yield Finding("policy", relation.name, f"its policy {name} is missing")
        for name in sorted(found.keys() - wanted.keys()):
            yield Finding("policy", relation.name, f"nobody declared its policy {name}")
        for name in sorted(found.keys() & wanted.keys()):
            yield from _of_policy(relation.name, found[name], wanted[name])


def _of_studio_rule(table: str, rule: Policy | None) -> Iterator[Finding]:
    if rule is None:
        yield Finding("studio-rule", table, "the rule that keeps studios apart is missing")
        return
    found = (rule.command, rule.permissive, rule.roles, rule.using, rule.check)
    if found != ("*", False, ["PUBLIC"], STUDIO_RULE_PRINTED, STUDIO_RULE_PRINTED):
        yield Finding("studio-rule", table, "the rule that keeps studios apart was changed")


def _of_policy(table: str, found: Policy, wanted: DeclaredPolicy) -> Iterator[Finding]:
    if found.permissive != wanted.permissive:
        kind = "permissive" if wanted.permissive else "restrictive"
        yield Finding("policy", table, f"its policy {found.name} should be {kind}")
    if (found.command, sorted(found.roles)) != (wanted.command, sorted(wanted.roles)):
        yield Finding("policy", table, f"its policy {found.name} is for another role or another verb")
    if not same_condition(wanted.using, found.using) or not same_condition(wanted.check, found.check):
        yield Finding("policy", table, f"its policy {found.name} has another condition than its model says")


def _of_grants(catalog: Catalog, declared: dict[str, DeclaredTable]) -> Iterator[Finding]:
    found: dict[tuple[str, str], set[str]] = {}
    tables = {r.name for r in catalog.relations if r.kind == "r" and not r.name.startswith(_CTX_ALONE)}
    for grant in catalog.grants:
        table, _, _column = grant.relation.partition(".")
        if table in tables:
            found.setdefault((grant.relation, grant.grantee), set()).add(grant.privilege)
    wanted = _wanted_grants(tables, declared)
    for place, role in sorted(found.keys() | wanted.keys()):
        if role not in (*SERVING_ROLES, "PUBLIC"):
            continue
        have, should = found.get((place, role), set()), wanted.get((place, role), set())
        for verb in sorted(should - have):
            yield Finding("grant", place, f"{role} should be allowed to {verb} and is not")
        for verb in sorted(have - should):
            yield Finding("grant", place, f"{role} is allowed to {verb} and should not be")


def _wanted_grants(tables: set[str], declared: dict[str, DeclaredTable]) -> dict[tuple[str, str], set[str]]:
    """Verbs by table (or table.column) and role."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for table in tables:
        model = declared.get(table)
        for role, verbs in ((model and model.grants) or GLOBAL_TABLES.get(table, {})).items():
            wanted[table, role] = verbs
        for (role, column), verbs in model.column_grants.items() if model else ():
            wanted[f"{table}.{column}", role] = verbs
    return wanted
