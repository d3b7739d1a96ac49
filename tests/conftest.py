"""Fixtures for every test: a real PostgreSQL, a copied database, a school to be inside of.

Two ways to reach the database:

``school`` puts every alias on one connection inside one transaction that is rolled back, and switches roles there:
fast, and row security is as real as ever. ``live_school`` commits into a database of its own and uses each site's own
login, for whatever needs several connections.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "museminder.config.settings.test")

# Copying a database takes a tenth of the time in memory. Where there is little of that: on the disk, as ever.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("MUSEMINDER_CLUSTERS", str(MEMORY / f"museminder-tests-{os.geteuid()}"))

import pytest  # noqa: E402
from django.utils import translation  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

from tests.databases import TestDatabase, database_for_this_process, superuser_dsn  # noqa: E402
from tests.publics import Public, public_here  # noqa: E402
from tests.schools import School, on_one_connection, open_school  # noqa: E402
from tests.vaults import Vault, point_back, vault_for_this_process, vault_here  # noqa: E402

# How long an example takes says how busy this computer is, not whether the program is right.
settings.register_profile("museminder", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("museminder")


@pytest.fixture(scope="session")
def database(django_db_blocker: object) -> Iterator[TestDatabase]:
    """A migrated database of this test process's own."""
    with django_db_blocker.unblock(), database_for_this_process() as made:  # type: ignore[attr-defined]
        yield made


@pytest.fixture
def school(database: TestDatabase, django_db_blocker: object) -> Iterator[School]:
    """A school with an owner, in a transaction that is rolled back; use ``with school.inside(...)``."""
    with django_db_blocker.unblock(), on_one_connection():  # type: ignore[attr-defined]
        yield open_school("conservatory", "Clerestory Conservatory")


@pytest.fixture
def studio(school: School) -> Iterator[School]:
    """Inside the school as its owner, on the studio site."""
    with school.inside(school.owner):
        yield school


@pytest.fixture
def live_database(database: TestDatabase, django_db_blocker: object) -> Iterator[TestDatabase]:
    """A fresh copy with every site's own login; what is written is committed."""
    with django_db_blocker.unblock(), database.copied() as copy:  # type: ignore[attr-defined]
        yield copy


@pytest.fixture
def live_school(live_database: TestDatabase) -> School:
    """A school in a database of its own, committed."""
    return open_school("conservatory", "Clerestory Conservatory")


@pytest.fixture
def vault(database: TestDatabase) -> Vault:
    """The vault of this test process; ``new_entries()`` are those that the test has caused."""
    return vault_here()


@pytest.fixture
def own_vault(database: TestDatabase) -> Iterator[Vault]:
    """An empty vault of the test's own, to be tampered with."""
    with vault_for_this_process(superuser_dsn()) as made:
        yield made


@pytest.fixture
def public(database: TestDatabase) -> Public:
    """The public database of this test process, empty."""
    return public_here()


@pytest.fixture(autouse=True)
def in_the_open_vault() -> Iterator[None]:
    """Set up before whatever a test asks for, and so the last to be put back; what a module keeps ends after that."""
    point_back()
    yield
    point_back()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page asked for in Spanish leaves this thread in Spanish; the next test begins as a process does."""
    yield
    translation.deactivate()
