"""`museminder <area> <verb>`: MuseMinder from the command line."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured

from museminder.cli.areas import areas
from museminder.cli.chosen import choose_settings
from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, Refused
from museminder.foundation.embedded.places import CannotHost
from museminder.primitives import metrics

WITHOUT_DJANGO = frozenset(
    {"run", "serve", "database", "check", "backup"}
)  # they start what Django needs, or judge it


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; returns 0, 1 when it was refused or found wanting, 2 when misspoken."""
    known = areas()
    parser = _parser(known)
    if not arguments or arguments[0] not in known:
        parser.parse_args(arguments)  # prints the help, or what is wrong, and leaves
        parser.print_help()
        return 2
    try:
        area = _load(arguments[0])
    except ImproperlyConfigured as missing:
        print(missing, file=sys.stderr)
        return 1
    spoken = argparse.ArgumentParser(prog=f"museminder {area.name}", description=known[area.name])
    area.fill(spoken)
    options = spoken.parse_args(arguments[1:])
    try:
        report = options.do(options)
    except (Refused, CannotHost, PermissionError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if report is None:
        return 0
    print(report.text(as_json=options.json))
    return 0 if report.good else 1


def _load(name: str) -> Area:
    choose_settings()
    os.environ.setdefault(metrics.FOLDER, str(surroundings().home / "metrics"))
    if name not in WITHOUT_DJANGO:
        django.setup()
    area = importlib.import_module(f"museminder.cli.{name.replace('-', '_')}").AREA
    assert isinstance(area, Area)  # noqa: S101 - a file without one is not among the areas
    return area


def _parser(known: dict[str, str]) -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:14} {line}" for name, line in known.items())
    return _Parser(
        prog="museminder",
        usage="museminder AREA VERB [--help]",
        description="MuseMinder from the command line.",
        epilog=f"areas:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.add_argument("area", nargs="?", help=argparse.SUPPRESS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
