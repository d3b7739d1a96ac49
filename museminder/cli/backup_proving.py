"""Prove the backups: look through what lies in the store, and keep what came of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from museminder.cli.backup_words import MEGABYTE, arrangement_here, said, tell
from museminder.cli.verbs import Report
from museminder.foundation.backups.belongings import CLUSTERS
from museminder.foundation.backups.catalog import Contents, contents_of
from museminder.foundation.backups.keys import private_keys
from museminder.foundation.backups.results import VERIFY, Result, keep_result
from museminder.foundation.backups.verifying import (
    Verified,
    chosen_backup,
    first_wrong,
    verify_backup,
    verify_belongings,
)
from museminder.primitives import clock


def verify(options: Namespace) -> Report:
    """Look through the newest backup of every cluster, or one by its name; only the first is written down."""
    began, arrangement = clock.now(), arrangement_here()
    with said():
        keys, store = private_keys(options.key), arrangement.store()
        contents = contents_of(store)
        chosen = [
            chosen_backup(contents, cluster, options.name) for cluster in _clusters(contents, options.name)
        ]
        found = [verify_backup(store, contents, each, keys, told=tell) for each in chosen]
        others = verify_belongings(store, contents, keys)
    print(file=sys.stderr)
    wrong = [*(each for one in found for each in one.wrong), *others]
    figures = [asdict(each) for each in found]
    if not options.name:
        backups = {each.cluster: each.backup for each in found}
        told: dict[str, Any] = {"clusters": figures}
        keep_result(arrangement.home, Result(VERIFY, began, clock.now(), store.address, backups, wrong, told))
    lines = [_line(each) for each in found]
    first = first_wrong(found, others)
    lines += [f"WRONG: {first}"] if first else ["Everything opens, is as it was put there, and is whole."]
    lines += [f"{len(wrong)} things are wrong in all."] if len(wrong) > 1 else []
    data = {"store": store.address, "clusters": figures, "wrong": wrong, "first_wrong": first}
    return Report(lines, data, good=first is None and all(each.is_whole for each in found))


def _clusters(contents: Contents, name: str | None) -> Sequence[str]:
    """All of them must have one; a named backup is one cluster's."""
    if name is None:
        return [cluster.name for cluster in CLUSTERS]
    return [each.cluster for each in contents.backups if each.name == name][:1] or [CLUSTERS[0].name]


def _line(each: Verified) -> str:
    return (
        f"{each.cluster:8} {each.backup}: {each.backups} of its chain, {each.objects} objects of "
        f"{each.size / MEGABYTE:.1f} MB opened, {each.files:,} files compared, {each.segments} segments, "
        f"log until {each.through:%Y-%m-%d %H:%M:%S} UTC"
    )
