"""What a newer program made is known from the names of its migrations."""

from __future__ import annotations

from museminder.foundation.backups.schema_versions import newer_than_we, schema_of
from tests.foundation.backups.conftest import Kept


def test_only_steps_of_ours_that_this_version_does_not_have_are_newer() -> None:
    seen = [
        "auth.0099_of_the_framework",
        "step.0001_access_log",
        "step.9999_later",
        "vault.0001_every_studio",
    ]

    assert newer_than_we([*seen, "vault.0999_later"]) == ["step.9999_later", "vault.0999_later"]


def test_a_database_says_what_it_has_seen(kept: Kept) -> None:
    kept.execute("create schema steps; create table steps.step (name text)")
    kept.execute("insert into steps.step values ('0001_letters')")
    seen = schema_of(kept.embedded.dsn())
    kept.execute("drop schema steps cascade")

    assert (seen, schema_of(kept.embedded.dsn())) == (["step.0001_letters"], [])
