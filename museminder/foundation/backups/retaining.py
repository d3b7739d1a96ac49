"""Which backups are kept and which go: one for each of the last days, weeks and months; the vault's by days alone.

Everything is told from names and times, for this computer opens none of them. An older copy of the vault, or of the
keys of this computer, would open what was erased since: those go by the day that families are told, whatever else is
kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from museminder.foundation.backups.catalog import FULL, Backup, Contents, wal_name
from museminder.foundation.backups.segments import is_history
from museminder.foundation.backups.stores import Store, Stored
from museminder.foundation.embedded.clusters import VAULT

UNFINISHED = dt.timedelta(days=2)  # by then nobody is still at it
AROUND = dt.timedelta(
    hours=2
)  # the log that a backup needs was put there at about its time, by whatever clock


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days, weeks and months keep their newest backup; ``vault_days`` is how long the vault's are kept."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 3
    vault_days: int = 14


@dataclass(frozen=True, slots=True)
class Leaving:
    """What goes: backups by name and cluster, and the objects, manifests first."""

    backups: Sequence[Backup]
    segments: int
    objects: Sequence[Stored]


def kept_backups(
    backups: Sequence[Backup], retention: Retention, *, proven: str | None, at: dt.datetime
) -> list[Backup]:
    """Of one cluster's backups, those that stay: by the calendar, the newest, the last verified, and their chains.

    Of the vault those of the last days stay, and the newest; ``proven`` is the name of the one that was looked through
    or restored last.
    """
    complete = [each for each in backups if each.complete]
    fresh = [each for each in backups if not each.complete and at - each.taken_at < UNFINISHED]
    newest = complete[-1:]
    if backups and backups[0].cluster == VAULT.name:
        limit = at - dt.timedelta(days=retention.vault_days)
        wanted = [*(each for each in complete if each.taken_at >= limit), *newest]
    else:
        wanted = [*newest, *(each for each in complete if each.name == proven)]
        wanted += _newest_of_each(complete, lambda moment: moment.date(), retention.daily)
        wanted += _newest_of_each(complete, lambda moment: moment.isocalendar()[:2], retention.weekly)
        wanted += _newest_of_each(complete, lambda moment: (moment.year, moment.month), retention.monthly)
    names = {each.name for one in wanted for each in _chain(complete, one)} | {each.name for each in fresh}
    return [each for each in backups if each.name in names]


def leaving(
    store: Store, contents: Contents, retention: Retention, *, proven: Iterable[str], at: dt.datetime
) -> Leaving:
    """What may go from a store; removes nothing. ``proven`` are names of backups that were verified last."""
    verified, going, segments = set(proven), [], []
    for cluster in sorted({each.cluster for each in contents.backups}):
        own = [each for each in contents.backups if each.cluster == cluster]
        known = next((each.name for each in reversed(own) if each.name in verified), None)
        kept = kept_backups(own, retention, proven=known, at=at)
        going += [each for each in own if each not in kept]
        segments += _log_that_goes(contents, cluster, kept, retention, at)
    parts = [part for each in going for part in store.names(each.folder)]
    homes = contents.homes[:-1]
    limit = at - dt.timedelta(days=retention.vault_days)
    old = [each for each in homes if each.modified_at < limit]
    parts.sort(key=lambda each: not each.path.endswith("manifest.age"))  # half removed, it is none
    return Leaving(going, len(segments), [*parts, *segments, *old])


def remove(store: Store, found: Leaving) -> None:
    """Remove what may go; raises ``StoreSilent`` where this computer may only add."""
    manifests = [each.path for each in found.objects if each.path.endswith("manifest.age")]
    store.delete(manifests)
    store.delete([each.path for each in found.objects if each.path not in set(manifests)])


def _newest_of_each(
    backups: Sequence[Backup], period: Callable[[dt.datetime], object], number: int
) -> list[Backup]:
    """The newest of each of the last periods in which there is one."""
    newest = {period(each.taken_at): each for each in backups}
    return list(newest.values())[-number:] if number > 0 else []


def _chain(backups: Sequence[Backup], one: Backup) -> Iterator[Backup]:
    """A backup and all it may be on top of: back to the whole one before it."""
    for each in reversed(backups[: backups.index(one) + 1]):
        if each.system == one.system:
            yield each
            if each.kind == FULL:
                return


def _log_that_goes(
    contents: Contents, cluster: str, kept: Sequence[Backup], retention: Retention, at: dt.datetime
) -> list[Stored]:
    """Segments older than the days that can be restored to any moment, apart from those that a kept backup needs."""
    days = retention.vault_days if cluster == VAULT.name else retention.daily
    recent = [each.taken_at for each in kept if at - each.taken_at <= dt.timedelta(days=days)]
    begins = min(recent or [each.taken_at for each in kept[-1:]], default=at) - AROUND
    needed = [(each.taken_at - AROUND, each.put_at + AROUND) for each in kept]
    return [
        segment
        for (whose, _system), own in contents.wal.items()
        if whose == cluster
        for segment in own
        if segment.modified_at < begins
        and not is_history(wal_name(segment))
        and not any(first <= segment.modified_at <= last for first, last in needed)
    ]
