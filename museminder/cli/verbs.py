"""How a command is written: an area declares its verbs, a verb returns what it found.

Each file of this package that has an ``AREA`` is an area: ``museminder <area> <verb>``. The text at its top
is the area's line in ``museminder --help``. A verb returns a ``Report``, printed as sentences or, with
``--json``, as data; it raises ``Refused`` when it cannot do what was asked.

    AREA = Area("roster")

    @AREA.verb("Count the students of a studio.", argument("--studio", required=True))
    def count(options: Namespace) -> Report: ...
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Do = Callable[[Namespace], "Report | None"]


class Refused(Exception):
    """What was asked cannot be done; the message is a sentence for whoever asked."""


@dataclass(frozen=True)
class Report:
    """What a command found: sentences for people, the same as data for programs.

    ``good`` is False when what was found should fail a script: the command then ends with 1.
    """

    lines: Sequence[str]
    data: Mapping[str, Any]
    good: bool = True

    def text(self, *, as_json: bool) -> str:
        """The report as it is printed."""
        if as_json:
            return json.dumps(self.data, indent=2, default=str, ensure_ascii=False)
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Argument:
    """One argument, as ``ArgumentParser.add_argument`` takes it."""

    names: tuple[str, ...]
    options: dict[str, Any]


def argument(*names: str, **options: Any) -> Argument:
    """Describe one argument; takes what ``ArgumentParser.add_argument`` takes."""
    return Argument(names, options)


@dataclass(frozen=True)
class Verb:
    """One thing an area can do. ``reports`` verbs take ``--json``."""

    name: str
    sentence: str
    arguments: tuple[Argument, ...]
    reports: bool
    do: Do


@dataclass
class Area:
    """The verbs of one area. An area of a single command has one verb without a name."""

    name: str
    verbs: dict[str, Verb] = field(default_factory=dict)

    def verb(self, sentence: str, *arguments: Argument, reports: bool = True) -> Callable[[Do], Do]:
        """Declare a verb, named as its function is, with hyphens."""
        return self._declare(None, sentence, arguments, reports=reports)

    def only(self, sentence: str, *arguments: Argument, reports: bool = True) -> Callable[[Do], Do]:
        """Declare the one thing this area does: ``museminder <area>``."""
        return self._declare("", sentence, arguments, reports=reports)

    def _declare(
        self, name: str | None, sentence: str, arguments: tuple[Argument, ...], *, reports: bool
    ) -> Callable[[Do], Do]:
        def keep(do: Do) -> Do:
            spoken = do.__name__.strip("_").replace("_", "-") if name is None else name
            self.verbs[spoken] = Verb(spoken, sentence, arguments, reports, do)
            return do

        return keep

    def fill(self, parser: ArgumentParser) -> None:
        """Add this area's verbs and their arguments to a parser."""
        if "" in self.verbs:
            _fill(parser, self.verbs[""])
            return
        choices = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
        for verb in self.verbs.values():
            _fill(choices.add_parser(verb.name, help=verb.sentence, description=verb.sentence), verb)


def _fill(parser: ArgumentParser, verb: Verb) -> None:
    for each in verb.arguments:
        parser.add_argument(*each.names, **each.options)
    if verb.reports:
        parser.add_argument("--json", action="store_true", help="print data instead of sentences")
    parser.set_defaults(do=verb.do, json=False)
