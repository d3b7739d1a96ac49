"""`bin/bench [NAME …]`: prepares the databases once, measures, prints."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

# Read by the settings when they are imported: the tests' own, or a production server's, are never measured.
os.environ["DJANGO_SETTINGS_MODULE"] = "museminder.config.settings.development"

import django
from psycopg.conninfo import make_conninfo

from museminder.foundation.embedded.postgres import Embedded

PROJECT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for; 0, 2 when a name was not known, 1 when the databases are not ours."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # told to end, it ends the servers it started
    for name in ("DATABASE_URL", "VAULT_DATABASE_URL"):
        if os.environ.get(name):
            print(
                f"bin/bench measures its own embedded database; {name} names another. Unset it.",
                file=sys.stderr,
            )
            return 1
    # One server holds the vault too: what is measured is the work, not where it is done.
    os.environ["VAULT_DATABASE_URL"] = make_conninfo(
        host=str(Embedded(_home()).socket_directory), dbname="museminder_bench_vault"
    )
    django.setup()
    from benchmarks.known import BENCHMARKS  # noqa: PLC0415  needs Django

    unknown = [name for name in options.names if name not in BENCHMARKS]
    wanted = [name for name in options.names if name in BENCHMARKS] or ([] if unknown else list(BENCHMARKS))
    if unknown:
        known = ", ".join(BENCHMARKS)
        print(f"Not measured: {', '.join(unknown)}. There are: {known}.", file=sys.stderr)
    done = _measure(wanted, options) if wanted else 0
    return done or (2 if unknown else 0)


def _measure(names: Sequence[str], options: argparse.Namespace) -> int:
    from benchmarks.databases import Databases, NotOurs, close_all  # noqa: PLC0415
    from benchmarks.known import BENCHMARKS  # noqa: PLC0415
    from benchmarks.machine import machine_facts  # noqa: PLC0415
    from benchmarks.sizes import FULL, QUICK  # noqa: PLC0415
    from benchmarks.stage import Stage  # noqa: PLC0415
    from benchmarks.telling import as_data, table  # noqa: PLC0415

    with _running(Embedded(_home())) as embedded:
        databases = Databases(embedded, QUICK if options.quick else FULL, options.migrated)
        facts = machine_facts(databases.superuser_dsn())
        today = datetime.now(UTC).date()
        try:
            databases.prepare(on=today, fresh=options.fresh)
        except NotOurs as refusal:
            print(refusal, file=sys.stderr)
            return 1
        stage = Stage(databases, today)
        results = {name: list(BENCHMARKS[name](stage)) for name in names}
        close_all()
    if options.json:
        told = {name: [as_data(each) for each in found] for name, found in results.items()}
        print(json.dumps({"machine": facts, "results": told}, indent=2, ensure_ascii=False))
        return 0
    print(", ".join(f"{name} {value}" for name, value in facts.items()) + "\n")
    print("\n".join(table([each for found in results.values() for each in found])))
    return 0


def _home() -> Path:
    return Path(os.environ.get("MUSEMINDER_HOME") or PROJECT / "var" / "bench").resolve()


@contextmanager
def _running(embedded: Embedded) -> Iterator[Embedded]:
    """The database runs; who started it stops it."""
    ran = embedded.status().running
    embedded.start()
    try:
        yield embedded
    finally:
        if not ran:
            embedded.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/bench", description="Measures MuseMinder against plainer ways of doing the same."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure (default: everything)")
    parser.add_argument("--json", action="store_true", help="print data instead of a table")
    parser.add_argument("--quick", action="store_true", help="tiny data, few runs: to see that it works")
    parser.add_argument(
        "--migrated",
        default="",
        metavar="DATABASE",
        help="an empty, migrated database to copy, to save its making",
    )
    parser.add_argument("--fresh", action="store_true", help="write the schools anew")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
