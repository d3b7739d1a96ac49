"""Check what we promise: every sentence of the privacy policy, and that its check would notice."""

from __future__ import annotations

import logging
import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import TYPE_CHECKING

from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.foundation.embedded.postgres import Embedded
from museminder.primitives import clock
from museminder.primitives.actor import Actor

if TYPE_CHECKING:
    from museminder.promise.checking import Ran, World
    from museminder.promise.clauses import Clause

AREA = Area("promise")
CLAUSES = argument("clauses", nargs="*", metavar="CLAUSE", help="such as C21; all of them when none is named")


@AREA.verb("Run the checks behind the sentences of the policy; ends with 1 unless each is kept.", CLAUSES)
def verify(options: Namespace) -> Report:
    """Run, keep the results, and say how each sentence stands."""
    from museminder.promise import verifying  # noqa: PLC0415  models are known only after setup

    chosen = _chosen(options.clauses)
    with _quietly(), _world() as world:
        verified = verifying.verify(chosen, world, told=_tell)
        _publish()
    lines = [
        f"{each.clause.id} {each.clause.kind:8} {each.state:7} "
        + ("; ".join(run.figure for run in each.runs if run) or each.clause.missing or each.clause.control)
        for each in verified.standing
    ]
    kept = sum(each.state == "kept" for each in verified.standing)
    lines.append(f"{kept} of {len(verified.standing)} sentences kept.")
    tried = verifying.last_tried()
    names = {one["mutant"] for each in verified.standing for one in each.clause.mutants}
    noticed = sum(tried[name].kept for name in names & tried.keys())
    lines.append(
        f"{noticed} of {len(names)} sabotages noticed when they were last tried, {len(names - tried.keys())} never"
        " tried here: museminder promise mutants"
    )
    told = [verifying.as_data(each, tried) for each in verified.standing]
    return Report(lines, {"clauses": told}, good=verified.good)


@AREA.verb(
    "Run each check when it is due, until told to stop: what the promise's page shows is never old.",
    argument("--every", type=float, default=300.0, help="seconds between two looks (default: 300)"),
    argument("--after", type=float, default=0.0, help="seconds before the first look (default: 0)"),
    argument("--once", action="store_true", help="look once and end, for a timer of the system"),
    reports=False,
)
def watch(options: Namespace) -> None:
    """Twice within the age that a sentence allows, and again after each change of the program."""
    from museminder.promise import verifying  # noqa: PLC0415

    if not options.once:  # a timer of the system says itself how much it may take
        os.nice(10)  # pages come first
    time.sleep(options.after)
    while True:
        with _quietly(), _world() as world:
            if due := verifying.checks_due(at=clock.now()):
                verifying.run_and_keep(due, world, told=_tell_red)
                _publish()
        if options.once:
            return
        time.sleep(options.every)


@AREA.verb(
    "Sabotage a copy in every way we know and see each check turn red; ends with 1 if one did not notice.",
    CLAUSES,
)
def mutants(options: Namespace) -> Report:
    """In a database of its own: green before, red after, for each sabotage."""
    from museminder.promise import verifying  # noqa: PLC0415
    from museminder.promise.mutants.trying import try_mutants  # noqa: PLC0415

    chosen = _chosen(options.clauses)
    with _quietly(), _world() as world:
        tried = try_mutants(chosen, world.superuser_dsn, told=_tell_mutant)
        verifying.keep_tried(tried)
    lines = [each.said for each in tried]
    noticed = sum(each.killed for each in tried)
    lines.append(f"{noticed} of {len(tried)} sabotages noticed.")
    return Report(lines, {"mutants": [each.as_data() for each in tried]}, good=noticed == len(tried) > 0)


@AREA.verb(
    "Post a written version of the policy: every site announces it from now on, and it cannot be taken back.",
    argument("number", type=int, help="the version, as it lies in domain/privacy/texts"),
    argument(
        "--effective-on", type=date.fromisoformat, help="the day, in UTC; 31 days from today if not given"
    ),
    argument("--as", dest="name", required=True, help="who posts it"),
)
def post(options: Namespace) -> Report:
    """Announce a version through the program itself."""
    from museminder.domain.privacy.actions.policy_versions import post_version  # noqa: PLC0415
    from museminder.domain.privacy.formats.policy_files import written_policy  # noqa: PLC0415
    from museminder.domain.privacy.rules.notice import (  # noqa: PLC0415
        AlreadyPosted,
        TooSoon,
        earliest_effective_on,
    )

    at = clock.now()
    effective_on = options.effective_on or earliest_effective_on(at)
    try:
        policy = written_policy(options.number)
        version = post_version(
            policy=policy, effective_on=effective_on, by=Actor(account_id=None, name=options.name), at=at
        )
    except FileNotFoundError as nobody:
        raise Refused(f"Nobody has written version {options.number}.") from nobody
    except (AlreadyPosted, TooSoon) as refusal:
        raise Refused(str(refusal)) from refusal
    _publish()
    line = f"Version {version.number} is posted and takes effect on {version.effective_on.isoformat()}."
    facts = {"number": version.number, "posted_at": version.posted_at, "effective_on": version.effective_on}
    return Report([line], facts | {"sha256": version.sha256})


def _publish() -> None:
    """The public site shows it at once; where its database is away, the worker brings it later."""
    from museminder.foundation.published.connecting import PublicSilent  # noqa: PLC0415
    from museminder.foundation.published.publishing import publish  # noqa: PLC0415

    with suppress(PublicSilent):
        publish(at=clock.now())


def _chosen(ids: list[str]) -> tuple[Clause, ...]:
    from museminder.promise.clauses import chosen  # noqa: PLC0415

    try:
        return chosen(ids)
    except KeyError as unknown:
        raise Refused(f"There is no sentence {unknown}.") from unknown


def _tell(ran: Ran) -> None:
    mark = "kept" if ran.kept else "RED"
    print(f"  {ran.check:26} {mark:4} {ran.lasted_ms / 1000:6.1f} s  {ran.found.figure}", file=sys.stderr)
    for wrong in ran.details[:5]:
        print(f"      {wrong}", file=sys.stderr)


def _tell_red(ran: Ran) -> None:
    if not ran.kept:
        _tell(ran)


def _tell_mutant(said: str) -> None:
    print(f"  {said}", file=sys.stderr)


@contextmanager
def _world() -> Iterator[World]:
    """The database of this installation; the embedded one must run."""
    from museminder.promise.checking import World  # noqa: PLC0415

    here = surroundings()
    if here.superuser_url is None and not Embedded(here.home).status().running:
        raise Refused("The database does not run: museminder database start")
    yield World(here.superuser_url or Embedded(here.home).dsn())


@contextmanager
def _quietly() -> Iterator[None]:
    logging.disable(logging.CRITICAL)  # thousands of refusals are what we want, not news
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
