"""The probe itself: two studios with a row in every table, and every way from one into the other."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connections

from museminder.foundation.tenancy.sweep.catalog import read_catalog
from museminder.foundation.tenancy.sweep.declared import declared_tables
from museminder.foundation.tenancy.sweep.sweeping import sweep
from museminder.promise.probe.attempts import CASES, VERBS, Attempt
from museminder.promise.probe.filling import Filled, fill_studio
from museminder.promise.probe.pages import attempt_pages
from museminder.promise.probe.references import attempt_references
from museminder.promise.probe.rows import StudioTable, studio_tables
from museminder.promise.probe.scratch import scratch_database
from museminder.promise.probe.statements import attempt_statements

ROLES = ("studio", "member", "worker")


@dataclass(slots=True)
class Probed:
    """What the probe tried and what became of it."""

    tables: int
    statements: list[Attempt]
    references: list[Attempt]
    pages: list[Attempt]
    problems: list[str] = field(
        default_factory=list
    )  # what the sweep found, and tables that nothing is shown for

    @property
    def attempts(self) -> list[Attempt]:
        """Everything that was tried."""
        return self.statements + self.references + self.pages

    @property
    def crossed(self) -> list[Attempt]:
        """Attempts that reached another studio."""
        return [attempt for attempt in self.attempts if attempt.crossed]

    @property
    def alone(self) -> list[Attempt]:
        """Attempts whose twin failed: that they were refused shows nothing."""
        return [attempt for attempt in self.attempts if not attempt.twin]

    @property
    def good(self) -> bool:
        """Nothing crossed, nothing without its twin, nothing left out."""
        return not (self.crossed or self.alone or self.problems)

    @property
    def outcomes(self) -> dict[str, int]:
        """How often each case ended how."""
        return dict(sorted(Counter(f"{each.case}: {each.outcome}" for each in self.attempts).items()))


def probe(superuser_dsn: str) -> Probed:
    """Make a scratch database on the server, fill two studios, try everything, and drop it.

    ``superuser_dsn`` reaches any database of the server as its superuser. For as long as it runs, this process's
    aliases point at the scratch database, and letters go nowhere.
    """
    with scratch_database(superuser_dsn), _no_letters():
        return probe_here()


def probe_here(*, with_pages: bool = True) -> Probed:
    """Fill two studios in the database the aliases point at, and try everything between them."""
    mine, theirs = (fill_studio(f"probe-{secrets.token_hex(4)}") for _ in range(2))
    with connections["owner"].cursor():
        tables = studio_tables(read_catalog(connections["owner"]), [mine.studio_id, theirs.studio_id])
    declared = declared_tables()
    statements = list(attempt_statements(mine, theirs, tables, declared))
    references = list(attempt_references(mine, theirs, tables, declared))
    pages = list(attempt_pages(mine, theirs)) if with_pages else []
    probed = Probed(len(tables), statements, references, pages)
    probed.problems += [str(finding) for finding in sweep(connections["studio"])]
    probed.problems += _problems(mine, theirs, tables)
    if len(statements) != len(tables) * len(VERBS) * len(CASES) * len(ROLES):
        probed.problems.append("not every table was tried with every verb in every case")
    return probed


def _problems(mine: Filled, theirs: Filled, tables: list[StudioTable]) -> Iterator[str]:
    for label, said in sorted((mine.unfilled | theirs.unfilled).items()):
        yield f"{label}: no row could be made ({said})"
    for table in tables:
        for studio in (mine, theirs):
            if not table.rows[studio.studio_id]:
                yield f"{table.name}: no row in studio {studio.slug}"


@contextmanager
def _no_letters() -> Iterator[None]:
    kept = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = kept
