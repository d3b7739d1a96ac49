"""Make a new MuseMinder folder of what is in a store: from an empty computer, with nothing but the keys.

The studios and the public site come back as they were at a moment, the vault and the list of who was erased always as
new as they are: an older vault would bring back keys that were destroyed. Nothing of it is served before every erasure
was carried out again; until then ``refuse_unfinished`` stops whoever would.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from museminder.foundation.backups.arrangements import check_whose
from museminder.foundation.backups.belongings import CLUSTERS, bring_back_belongings
from museminder.foundation.backups.catalog import Contents, Manifest, contents_of
from museminder.foundation.backups.fetching import (
    Link,
    Log,
    NotRestorable,
    chain_of,
    check_restorable,
    fetch_chain,
    fetch_wal,
)
from museminder.foundation.backups.keys import PrivateKeys
from museminder.foundation.backups.recovering import Target, TooLate, forget_recovery, recover
from museminder.foundation.backups.stores import Store
from museminder.foundation.embedded.clusters import VAULT, Cluster
from museminder.foundation.embedded.places import Account, account_for, make_folder_of, make_folders
from museminder.foundation.embedded.postgres import Embedded
from museminder.foundation.embedded.secrets import private_folder, write_private

UNFINISHED = "restore.unfinished"
Told = Callable[[str, int], None]


class NotEmpty(Exception):
    """There is something where the copy should go; it is left as it is."""


class Unfinished(Exception):
    """A copy that came back is not ready to be served."""


@dataclass(frozen=True, slots=True)
class Restored:
    """One cluster that came back: from which backup, and how far its log went; it runs."""

    cluster: str
    backup: str
    through: dt.datetime | None
    manifest: Manifest


def restore(
    store: Store,
    keys: PrivateKeys,
    *,
    into: Path,
    to: dt.datetime | None = None,
    clusters: Sequence[Cluster] = CLUSTERS,
    stop_at_census: bool = False,
    told: Told = lambda _cluster, _bytes: None,
) -> list[Restored]:
    """Bring back every cluster into a new folder; they run afterwards, and ``finish`` must follow.

    ``to`` is the moment for all but the vault; without one everything is as new as the store has it. With
    ``stop_at_census`` each waits, readable, where its backup counted its rows. Raises ``NotEmpty``,
    ``NotArranged``, ``NotRestorable``, ``TooLate``, ``Damaged``, ``WrongKey``, ``StoreSilent``.
    """
    check_empty(into)
    check_whose(store, keys.installation)
    work = _Restoring(store, contents_of(store), keys, into, to, stop_at_census, told)
    chosen = {cluster: work.choose(cluster) for cluster in clusters}
    private_folder(into)
    write_private(into / UNFINISHED, "Not ready: museminder backup restore did not come to its end.\n")
    bring_back_belongings(store, keys, into)
    return [work.bring_back(cluster, links) for cluster, links in chosen.items()]


def check_empty(into: Path) -> None:
    """Go on only with a folder in which there is nothing; raises ``NotEmpty``."""
    if not into.exists() or (into.is_dir() and not any(into.iterdir())):
        return
    if (into / "installation").exists():
        running = any(Embedded(into, cluster).status().running for cluster in CLUSTERS)
        living = "A living database runs" if running else "There is a MuseMinder already"
        raise NotEmpty(f"{living} in {into}; it was left as it is. Name a folder that does not exist.")
    raise NotEmpty(f"{into} is not an empty folder; it was left as it is. Name one that does not exist.")


def finish(into: Path, restored: Sequence[Restored]) -> None:
    """Say that the copy may be served: every erasure was carried out again."""
    facts = [{name: value for name, value in asdict(each).items() if name != "manifest"} for each in restored]
    write_private(into / "restored.json", json.dumps(facts, default=str, indent=2) + "\n")
    (into / UNFINISHED).unlink()


def refuse_unfinished(home: Path) -> None:
    """Do not serve a copy whose restoring did not come to its end; raises ``Unfinished``."""
    if (home / UNFINISHED).exists():
        raise Unfinished(
            f"{home} was restored from a backup, but not to its end: whoever was erased could be read again. "
            "Restore once more, into another folder."
        )


@dataclass(frozen=True)
class _Restoring:
    """One restore: from what, with what, into what, how far."""

    store: Store
    contents: Contents
    keys: PrivateKeys
    into: Path
    to: dt.datetime | None
    stop_at_census: bool
    told: Told

    def moment(self, cluster: Cluster) -> dt.datetime | None:
        return None if cluster is VAULT else self.to

    def choose(self, cluster: Cluster) -> list[Link]:
        """The newest backup that was finished at the moment, with all it is on top of."""
        found, to = self.contents.of(cluster.name), self.moment(cluster)
        if not found:
            raise NotRestorable(f"The store holds no finished backup of the {cluster.name} cluster.")
        for backup in reversed(found):
            if to is not None and backup.taken_at > to:
                continue
            links = chain_of(self.store, self.contents, backup, self.keys)
            check_restorable(links[-1].manifest)
            if to is None or links[-1].manifest.finished_at <= to:
                return links
        raise NotRestorable(
            f"The oldest backup of the {cluster.name} cluster is of {found[0].taken_at:%Y-%m-%d %H:%M:%S} UTC; "
            "nothing from before it was finished can be brought back."
        )

    def bring_back(self, cluster: Cluster, links: Sequence[Link]) -> Restored:
        """Unpack, put together, compare, replay."""
        embedded, manifest = Embedded(self.into, cluster), links[-1].manifest
        account = account_for(embedded.place)
        make_folders(embedded.place, account)
        working = embedded.place.cluster / "restoring"
        make_folder_of(working, account)
        fetch_chain(self.store, links, self.keys, into=working / "data", account=account, told=self.told)
        log = fetch_wal(self.store, self.contents, manifest, self.keys, into=working / "wal", account=account)
        (working / "data").rename(embedded.place.data)
        if self.moment(cluster) is None and log.missing is not None:
            raise NotRestorable(f"The log of {manifest.cluster} is not whole: {log.missing} is missing.")
        census = manifest.census if self.stop_at_census else None
        target = Target(time=self.moment(cluster), lsn=census["lsn"] if census else None)
        self._replay(embedded, target, log, wal=working / "wal", account=account)
        if census is None:
            forget_recovery(embedded, working)
        return Restored(manifest.cluster, manifest.name, log.through, manifest)

    def _replay(self, embedded: Embedded, target: Target, log: Log, *, wal: Path, account: Account) -> None:
        try:
            recover(embedded, target, wal=wal, account=account)
        except TooLate:
            # nothing was written after the moment: the end of the log is that moment, if the log goes so far
            if target.time is None or log.through is None or log.through < target.time:
                raise TooLate(_ends(embedded.cluster.name, log)) from None
            recover(embedded, Target(), wal=wal, account=account)


def _ends(cluster: str, log: Log) -> str:
    until = f"{log.through:%Y-%m-%d %H:%M:%S} UTC" if log.through else "the end of the backup"
    gap = f": segment {log.missing} is missing" if log.missing else ""
    return f"The log of the {cluster} cluster in the store ends at {until}{gap}. Choose an earlier moment."
