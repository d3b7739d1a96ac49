"""Restore the newest backups into a folder that is thrown away, look whether all is there, and keep what came of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from museminder.cli.backup_words import FAILURES, MEGABYTE, arrangement_here, said, tell
from museminder.cli.drill_copies import Child, Copy, copy_in, erase_somebody, ledger_sums, still_has_keys
from museminder.cli.half_restored import asked_in
from museminder.cli.verbs import Refused, Report
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.clearing import NotCleared, throwaway
from museminder.foundation.backups.keys import PrivateKeys, private_keys
from museminder.foundation.backups.rehearsing import Rehearsed, rehearse, search_restored
from museminder.foundation.backups.results import DRILL, Result, keep_result
from museminder.foundation.backups.stores import Store
from museminder.foundation.embedded.places import CannotHost
from museminder.primitives import clock


@dataclass(slots=True)
class Drilled:
    """What a drill found so far: figures by name, and each thing that was wrong."""

    began_at: datetime
    backups: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def demand(self, otherwise: str, *, unless: bool) -> None:
        """Note what is wrong unless all is well."""
        if not unless:
            self.wrong.append(otherwise)


def drill(options: Namespace) -> Report:
    """Restore, compare, erase again, look, search, clear away; what failed is a result as well."""
    arrangement, drilled = arrangement_here(), Drilled(clock.now())
    address = arrangement.address
    with said():  # a mistyped name is no drill; a key that opens nothing is a failed one
        keys = private_keys(options.key)
    try:
        with said():
            store = arrangement.store()
        with throwaway(arrangement.folder) as into:
            _restore_and_look(drilled, store, keys, into)
        print(file=sys.stderr)
    except (*FAILURES, Refused, CannotHost, NotCleared, OSError) as failure:
        drilled.wrong.append(str(failure).splitlines()[0])
    result = Result(
        DRILL, drilled.began_at, clock.now(), address, drilled.backups, drilled.wrong, drilled.figures
    )
    keep_result(arrangement.home, result)
    data = asdict(result) | {"passed": result.passed}
    return Report(_lines(result), data, good=result.passed)


def _restore_and_look(drilled: Drilled, store: Store, keys: PrivateKeys, into: Path) -> None:
    contents = contents_of(store)
    rehearsed = rehearse(store, keys, into=into, told=tell)
    _note_what_came_back(drilled, rehearsed)
    copy = copy_in(into)
    erased = erase_somebody(copy, at=clock.now())
    ready, _migrated = asked_in(into, "database", "migrate")
    drilled.demand("the tables could not be brought up to date", unless=ready)
    _look_for_the_erased(drilled, copy, erased)
    drilled.figures["seconds_to_restore"] = round((clock.now() - drilled.began_at).total_seconds(), 1)
    _look_at_money_and_log(drilled, copy)
    searched, plant_found = search_restored(store, contents, rehearsed)
    drilled.figures["searched"] = asdict(searched) | {"plant_found": plant_found}
    drilled.demand("the search for canaries finds not even what was planted", unless=plant_found)
    drilled.demand("no object was searched for the canaries", unless=searched.objects > 0)
    drilled.wrong += [f"{path} shows what is in it: a canary stands there" for path in searched.found]


def _note_what_came_back(drilled: Drilled, rehearsed: Sequence[Rehearsed]) -> None:
    drilled.backups = {each.cluster: each.backup for each in rehearsed}
    drilled.wrong += [wrong for each in rehearsed for wrong in each.wrong]
    through = min(each.through for each in rehearsed)
    drilled.figures |= {
        "tables": sum(each.tables for each in rehearsed),
        "rows": sum(each.rows for each in rehearsed),
        "canaries": sum(each.canary is not None for each in rehearsed),
        "through": through.isoformat(),
        "seconds_lost": round(max(0.0, (drilled.began_at - through).total_seconds()), 1),
    }


def _look_for_the_erased(drilled: Drilled, copy: Copy, erased: Child | None) -> None:
    """Somebody is erased as if it had happened after the backup: readable before the replay, by nobody after it."""
    into = copy.folder
    if erased is not None:
        noticed = not asked_in(into, "privacy", "verify-erasures")[0]
        drilled.demand("a child who was erased after the backup came back unnoticed", unless=noticed)
    replayed, _done = asked_in(into, "privacy", "replay-erasures")
    good, found = asked_in(into, "privacy", "verify-erasures")
    drilled.demand("somebody who was erased can be read in the copy", unless=replayed and good)
    if erased is not None:
        gone = not still_has_keys(copy, erased)
        drilled.demand("an erased child still has keys in the copy", unless=gone)
    drilled.figures |= {"erased": found["erased"], "child_erased_again": erased is not None}


def _look_at_money_and_log(drilled: Drilled, copy: Copy) -> None:
    good, log = asked_in(copy.folder, "access-log", "verify")
    drilled.demand(f"the access log is not as it was: {log.get('fault')}", unless=good)
    transactions, unbalanced = ledger_sums(copy)
    drilled.demand(f"{unbalanced} transactions of the ledger do not balance", unless=unbalanced == 0)
    drilled.figures |= {"log_entries": log["entries"] + log["waiting"], "transactions": transactions}


def _lines(result: Result) -> list[str]:
    lines = [f"{cluster:8} from {name}" for cluster, name in result.backups.items()]
    lines += _figures(result.figures) if "searched" in result.figures else []
    lines += [f"WRONG: {each}" for each in result.wrong]
    return [*lines, "The backups can be restored." if result.passed else "The drill failed."]


def _figures(figures: Mapping[str, Any]) -> list[str]:
    searched = figures["searched"]
    searched_mb = searched["bytes"] / MEGABYTE
    return [
        f"{figures['rows']:,} rows in {figures['tables']} tables are as they were counted.",
        f"{figures['erased']} erased, none of them readable; one of them was erased after the backup."
        if figures["child_erased_again"]
        else f"{figures['erased']} erased, none of them readable; there is no child to erase after the backup.",
        f"{figures['log_entries']:,} entries of the access log, {figures['transactions']:,} of the ledger.",
        f"{figures['canaries']} canaries came back.",
        f"They stand in {len(searched['found'])} of {searched['objects']} objects ({searched_mb:.1f} MB).",
        f"Ready to be served after {figures['seconds_to_restore']:.1f} s.",
        f"The last {figures['seconds_lost']:.1f} s before the drill would have been lost.",
    ]
