"""Whatever a migration makes of a studio's table, the table obeys the rules: at each step, from nothing onwards."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RemoveField,
    RenameField,
)
from django.db.migrations.state import ProjectState

from museminder.foundation.embedded.secrets import role_passwords
from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.fields import StudioForeignKey, StudioKey, StudioOneToOneField
from museminder.foundation.tenancy.provisioning import provision
from museminder.foundation.tenancy.sweep.catalog import Catalog, read_catalog
from museminder.foundation.tenancy.sweep.keys import find_in_keys
from tests import databases
from tests.databases import TestDatabase, superuser_dsn

APP = "tenancy"
RULE = "(studio_id = ( SELECT sec.studio() AS studio))"


def faults(catalog: Catalog) -> list[str]:
    """What is wrong with the tables of studios that a catalog has, whatever the models say."""
    ruled = {
        policy.table
        for policy in catalog.policies
        if (policy.name, policy.permissive, policy.using, policy.check) == ("studio", False, RULE, RULE)
        and policy.roles == ["PUBLIC"]
    }
    found = [str(finding) for finding in find_in_keys(catalog, {})]
    for relation in catalog.relations:
        if relation.kind != "r" or not relation.has_studio or relation.name.startswith("sec."):
            continue
        if not (relation.secured and relation.forced):
            found.append(f"{relation.name}: row security is not forced")
        if relation.name not in ruled:
            found.append(f"{relation.name}: the rule that keeps studios apart is missing")
    return found


@pytest.fixture
def empty_database(database: TestDatabase) -> Iterator[None]:
    """A database with its roles and not one table."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    provision(superuser_dsn(), name, role_passwords(settings.MUSEMINDER_HOME))
    databases._point_at(name)
    try:
        yield
    finally:
        databases._point_at(database.name)
        databases._drop(name)


@pytest.mark.slow
def test_every_migration_leaves_the_tables_as_they_must_be(empty_database: None) -> None:
    looked_at, found = [], []

    def look(action: str, migration: Any = None, fake: bool = False) -> None:
        if action == "apply_success" and migration.__module__.startswith("museminder."):
            looked_at.append(f"{migration.app_label}.{migration.name}")
            found.extend(f"{looked_at[-1]}: {fault}" for fault in faults(read_catalog(connections["owner"])))

    executor = MigrationExecutor(connections["owner"], look)
    executor.migrate(executor.loader.graph.leaf_nodes())

    ours = {key for key, made in executor.loader.disk_migrations.items() if "museminder" in made.__module__}
    assert found == []
    assert sorted(looked_at) == sorted(".".join(key) for key in ours)


def owned(name: str, *more: tuple[str, models.Field], **options: Any) -> CreateModel:
    fields = [("id", models.UUIDField(primary_key=True)), ("studio", StudioKey()), *more]
    return CreateModel(name, fields, options)


CABINET = StudioForeignKey(f"{APP}.Cabinet", models.CASCADE, related_name="+")
ONE = StudioOneToOneField(f"{APP}.Cabinet", models.CASCADE, related_name="+", null=True)
NAMED = models.UniqueConstraint(fields=["studio", "name"], name="drawer_named_once")
SEEN = Access(role="studio", name="drawer_studio", where="name <> ''")
# One after the other, as a year of migrations would: after each, the tables obey the rules.
STEPS: dict[str, tuple[Any, ...]] = {
    "two tables": (
        owned("Cabinet", ("code", models.CharField(max_length=9, unique=True))),
        owned("Drawer", ("cabinet", CABINET), ("name", models.CharField(max_length=9))),
    ),
    "a key split off by the autodetector": (
        CreateModel("Label", [("id", models.UUIDField(primary_key=True))]),
        AddField("Label", "studio", StudioKey()),
    ),
    "a reference added": (AddField("Label", "cabinet", CABINET),),
    "a reference with at most one": (AddField("Drawer", "main", ONE),),
    "a reference that may be empty": (
        AlterField("Label", "cabinet", StudioForeignKey(f"{APP}.Cabinet", models.PROTECT, null=True)),
    ),
    "a reference under another name": (RenameField("Label", "cabinet", "place"),),
    "a unique column": (
        AddField("Drawer", "number", models.CharField(max_length=9, default="", unique=True)),
    ),
    "a unique key": (AddConstraint("Drawer", NAMED),),
    "an index": (AddIndex("Drawer", models.Index(fields=["name"], name="drawer_by_name")),),
    "a policy": (AddConstraint("Drawer", SEEN),),
    "the policy gone": (RemoveConstraint("Drawer", "drawer_studio"),),
    "the reference gone": (RemoveField("Label", "place"),),
}


def test_every_kind_of_change_keeps_the_rules(live_database: TestDatabase) -> None:
    state = MigrationExecutor(connections["owner"]).loader.project_state((APP, "0001_initial"))
    found = {}
    for name, operations in STEPS.items():
        state = applied(state, operations)
        found[name] = faults(read_catalog(connections["owner"]))

    assert found == {key: [] for key in STEPS}


def test_a_row_of_another_studio_cannot_be_referred_to(live_database: TestDatabase) -> None:
    state = MigrationExecutor(connections["owner"]).loader.project_state((APP, "0001_initial"))
    applied(state, STEPS["two tables"])
    cabinet, drawer = uuid.uuid4(), uuid.uuid4()
    with psycopg.connect(live_database.superuser_dsn()) as outside:
        for studio in (1, 2):
            outside.execute(
                "insert into tenancy_studio (id, slug, name, time_zone, currency, region, locale, accent, email, "
                "opened_at) values (%s, %s, 'S', 'UTC', 'USD', 'US', 'en', '', '', now())",
                [studio, f"s{studio}"],
            )
        # the same id in two studios, and the same code: neither meets the other
        for studio in (1, 2):
            outside.execute(
                "insert into tenancy_cabinet (id, code, studio_id) values (%s, 'A', %s)", [cabinet, studio]
            )
        outside.execute("delete from tenancy_cabinet where studio_id = 2")
        insert = "insert into tenancy_drawer (id, name, cabinet_id, studio_id) values (%s, 'x', %s, %s)"
        outside.execute(insert, [drawer, cabinet, 1])
        outside.execute(insert, [drawer, cabinet, 2])

        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            outside.execute("set constraints all immediate")


def applied(state: ProjectState, operations: tuple[Any, ...]) -> ProjectState:
    """Run operations as one migration of their own."""
    with connections["owner"].schema_editor() as editor:
        for operation in operations:
            after = state.clone()
            operation.state_forwards(APP, after)
            operation.database_forwards(APP, editor, state, after)
            state = after
    return state
