"""Backups: taken and shipped lately, kept elsewhere, restored in a drill that could read none of them.

A copy that nobody depends on has no backups of its own; there an invented installation is judged, whose backups are as
they should be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from museminder.foundation.backups import judging
from museminder.foundation.backups.judging import Standing
from museminder.foundation.backups.results import DRILL, VERIFY, Result
from museminder.foundation.backups.shipping import Shipping
from museminder.primitives import clock
from museminder.promise.checking import Found, World, check

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Change = Callable[[Standing], Standing]


@check(
    "backups.taken",
    "Looks when each cluster was last backed up by itself, and when its log last left the computer.",
)
def taken(world: World) -> Found:
    """Clusters whose newest backup or whose shipped log is too old, or that have none."""
    at = clock.now()
    standing = _standing(world, at)
    wrong = judging.late_copies(standing, at=at)
    planted: list[Change] = [
        lambda fine: replace(fine, newest=dict(fine.newest) | {"vault": None}),
        lambda fine: replace(fine, newest=dict(fine.newest) | {"studios": at - 27 * HOUR}),
        lambda fine: replace(fine, shipping=dict(fine.shipping) | {"studios": Shipping()}),
        lambda fine: replace(fine, shipping=dict(fine.shipping) | {"vault": Shipping(shipped_at=at - HOUR)}),
        lambda fine: replace(fine, silent="The store does not answer"),
        lambda _fine: Standing(),
    ]
    noticed = _all_noticed(planted, at, lambda each: judging.late_copies(each, at=at))
    newest = [moment for moment in standing.newest.values() if moment]
    said = f"the oldest of the newest taken {_hours(at - min(newest))} hours ago" if newest else "none taken"
    return Found(
        len(standing.newest),
        wrong,
        noticed,
        f"{len(newest)} of 3 clusters have a backup, {said}, {len(wrong)} late",
    )


@check("backups.off-site", "Looks whether the store of the backups is anywhere else than on this computer.")
def off_site(world: World) -> Found:
    """A store that burns, is stolen or fails together with what is kept in it."""
    at = clock.now()
    standing = _standing(world, at)
    away = judging.leaves_this_computer(standing)
    near = ("/var/backups", "file:///mnt/disk", "https://localhost/backups")
    noticed = not any(judging.leaves_this_computer(Standing(address=each)) for each in near)
    noticed = noticed and not judging.leaves_this_computer(
        Standing(address="s3://bucket", endpoint="https://store.localhost:9000")
    )
    noticed = noticed and judging.leaves_this_computer(_invented(at))
    if standing.address is None:
        return Found(0, ["There are no backups"], noticed, "no store")
    kind = "elsewhere" if away else "a folder or a server of this computer"
    return Found(1, [] if away else [f"The store is {kind}"], noticed, f"1 store, which is {kind}")


@check("backups.restored", "Looks how old the last restore of the newest backups is, and what it found.")
def restored(world: World) -> Found:
    """The last look through the backups and the last drill, where one is missing, late, failed, or of another store."""
    at = clock.now()
    standing = _standing(world, at)
    wrong = judging.late_proofs(standing, at=at)
    noticed = _all_noticed(_bad_proofs(at), at, lambda each: judging.late_proofs(each, at=at))
    examined = sum(each is not None for each in (standing.verified, standing.drilled))
    return Found(examined, wrong, noticed, _restored_figure(standing, at))


@check(
    "backups.searched", "Looks what the last drill found when it searched the raw backups for its canaries."
)
def searched(world: World) -> Found:
    """A drill that is late or failed, that searched nothing, missed what was planted, or could read a backup."""
    at = clock.now()
    standing = _standing(world, at)
    noticed = _all_noticed(
        [*_bad_proofs(at)[2:], *_bad_searches()], at, lambda each: _wrong_with_search(each, at)
    )
    found = _search_of(standing)
    figure = f"{found.get('objects', 0)} objects searched, {len(found.get('found', ()))} show a canary"
    return Found(found.get("objects", 0), _wrong_with_search(standing, at), noticed, figure)


def _wrong_with_search(standing: Standing, at: datetime) -> list[str]:
    found = _search_of(standing)
    wrong = judging.late_proofs(standing, at=at, kinds=[DRILL])
    wrong += [f"{path} shows a canary" for path in found.get("found", ())]
    if found and not found.get("plant_found"):
        wrong.append("the drill's search missed what was planted")
    return wrong


def _search_of(standing: Standing) -> Mapping[str, Any]:
    searched: Mapping[str, Any] = (standing.drilled.figures if standing.drilled else {}).get("searched", {})
    return searched


def _restored_figure(standing: Standing, at: datetime) -> str:
    last = standing.drilled
    if last is None or not last.passed:
        return "no drill that passed"
    figures = last.figures
    return (
        f"{figures['rows']:,} rows in {figures['tables']} tables restored in {figures['seconds_to_restore']} s, "
        f"{figures['seconds_lost']} s lost, {_hours(at - last.ended_at)} hours ago"
    )


def _standing(world: World, at: datetime) -> Standing:
    return _invented(at) if world.scratch else judging.standing_of(_home())


def _home() -> Path:
    return Path(settings.MUSEMINDER_HOME)


def _invented(at: datetime) -> Standing:
    """An installation whose backups are as they should be."""
    names, store = ("vault", "studios", "public"), "s3://elsewhere/backups"
    found = {"objects": 13, "bytes": 12_000_000, "found": [], "plant_found": True}
    figures = {"rows": 10, "tables": 2, "seconds_to_restore": 40.0, "seconds_lost": 9.0, "searched": found}
    row = Result(VERIFY, at - DAY, at - DAY, store, dict.fromkeys(names, "x"), [], {})
    return Standing(
        address=store,
        newest=dict.fromkeys(names, at - HOUR),
        shipping=dict.fromkeys(names, Shipping(through=at, shipped_at=at)),
        verified=row,
        drilled=replace(row, kind=DRILL, figures=figures),
    )


def _bad_proofs(at: datetime) -> list[Change]:
    """The first two of the look, the others of the drill: none, and then late, failed, of nothing, of another store."""
    late = at - 9 * DAY
    changes: list[dict[str, Any]] = [
        {"ended_at": late},
        {"wrong": ["a row is gone"]},
        {"backups": {}},
        {"store": "s3://another"},
    ]
    return [
        lambda fine: replace(fine, verified=None),
        lambda fine: replace(fine, verified=_changed(fine.verified, ended_at=late)),
        lambda fine: replace(fine, drilled=None),
        *(_drill_with(change) for change in changes),
    ]


def _bad_searches() -> list[Change]:
    bad: list[dict[str, Any]] = [{"found": ["studios/x.age"]}, {"plant_found": False}]
    return [_search_with(change) for change in bad]


def _drill_with(change: dict[str, Any]) -> Change:
    return lambda fine: replace(fine, drilled=_changed(fine.drilled, **change))


def _search_with(change: dict[str, Any]) -> Change:
    return lambda fine: _drill_with({"figures": {"searched": dict(_search_of(fine)) | change}})(fine)


def _changed(result: Result | None, **change: Any) -> Result | None:
    return replace(result, **change) if result else None


def _all_noticed(
    planted: Sequence[Change], at: datetime, wrong_with: Callable[[Standing], list[str]]
) -> bool:
    """Each planted fault is named, and where there is none nothing is."""
    fine = _invented(at)
    return not wrong_with(fine) and all(wrong_with(change(fine)) for change in planted)


def _hours(age: timedelta) -> str:
    return f"{age.total_seconds() / 3600:.1f}"
