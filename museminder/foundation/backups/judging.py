"""Whether the backups are as they should be: taken, shipped, looked through and restored lately, and elsewhere.

One place for the limits: ``museminder backup status``, the gauges, the operator's first page and the promise's page all
ask here.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from museminder.foundation.backups.arrangements import NotArranged, arrangement_of
from museminder.foundation.backups.belongings import CLUSTERS
from museminder.foundation.backups.catalog import contents_of
from museminder.foundation.backups.results import DRILL, VERIFY, Result, last_result
from museminder.foundation.backups.shipping import Shipping, read_shipping
from museminder.foundation.backups.stores import StoreSilent
from museminder.foundation.backups.taking import remembered_manifest

NEWEST = dt.timedelta(hours=26)  # a night's backup that did not come
SHIPPED = dt.timedelta(minutes=15)  # the log of at most so long is on this computer alone
PROVEN = dt.timedelta(days=8)  # a weekly look, a weekly drill, and a day in which it may be late
ELSEWHERE = ("s3", "gs", "az", "azure", "abfs", "abfss", "https")
ENDPOINTS = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT", "AWS_ENDPOINT_URL_S3")
HERE = ("localhost", "127.0.0.1", "::1")
DONE = {VERIFY: "look through the backups", DRILL: "drill"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the backups of one MuseMinder folder stand: their store, and what was last done and found.

    ``newest`` is when the newest finished backup of each cluster was taken. ``silent`` says why the store could not be
    asked. ``endpoint`` is where an object store is reached, if it is not at Amazon's own address.
    """

    address: str | None = None
    endpoint: str = ""
    newest: Mapping[str, dt.datetime | None] = field(default_factory=dict)
    shipping: Mapping[str, Shipping] = field(default_factory=dict)
    verified: Result | None = None
    drilled: Result | None = None
    silent: str | None = None


def standing_of(home: Path) -> Standing:
    """Look into the store and at what was kept here; changes nothing, and needs no key."""
    found = remembered_standing(home)
    if found.address is None:
        return found
    try:
        contents = contents_of(arrangement_of(home).store())
    except (StoreSilent, NotArranged) as failure:
        return replace(found, silent=str(failure), newest=dict.fromkeys(found.newest))
    newest = {
        name: next((each.taken_at for each in reversed(contents.of(name))), None) for name in found.newest
    }
    return replace(found, newest=newest)


def remembered_standing(home: Path) -> Standing:
    """The same as far as this computer remembers it: the store, which may be far away, is not asked."""
    try:
        arranged = arrangement_of(home)
    except NotArranged:
        return Standing()
    names = [cluster.name for cluster in CLUSTERS]
    last = {name: remembered_manifest(arranged, name) for name in names}
    return Standing(
        address=arranged.address,
        endpoint=next((os.environ[name] for name in ENDPOINTS if name in os.environ), ""),
        newest={name: manifest.taken_at if manifest else None for name, manifest in last.items()},
        shipping={name: read_shipping(arranged, name) for name in names},
        verified=last_result(home, VERIFY),
        drilled=last_result(home, DRILL),
    )


def faults(standing: Standing, *, at: dt.datetime) -> list[str]:
    """All that is late or wrong with taking, shipping and proving, a sentence each."""
    late = late_copies(standing, at=at)
    return late if standing.address is None else [*late, *late_proofs(standing, at=at)]


def late_copies(standing: Standing, *, at: dt.datetime) -> list[str]:
    """What is wrong with taking and shipping, a sentence each."""
    return list(_late_copies(standing, at))


def late_proofs(standing: Standing, *, at: dt.datetime, kinds: Sequence[str] = (VERIFY, DRILL)) -> list[str]:
    """What is wrong with the last look through the backups and the last drill, a sentence each."""
    found = {VERIFY: standing.verified, DRILL: standing.drilled}
    return [wrong for kind in kinds for wrong in _late_proof(standing, kind, found[kind], at)]


def leaves_this_computer(standing: Standing) -> bool:
    """Whether the store is somewhere else: a folder, on whatever disk, and a server on this computer are not."""
    scheme = urlsplit(standing.address or "").scheme
    server = urlsplit(standing.endpoint).hostname or urlsplit(standing.address or "").hostname or ""
    return scheme in ELSEWHERE and server not in HERE and not server.endswith(".localhost")


def _late_copies(standing: Standing, at: dt.datetime) -> Iterator[str]:
    if standing.address is None:
        yield "There are no backups: museminder backup begin"
        return
    if standing.silent is not None:
        yield standing.silent
        return
    for cluster, taken_at in standing.newest.items():
        if taken_at is None:
            yield f"{cluster}: there is no finished backup"
        elif at - taken_at > NEWEST:
            yield f"{cluster}: the newest backup was taken {_ago(at - taken_at)}"
    for cluster, shipping in standing.shipping.items():
        if shipping.shipped_at is None:
            yield f"{cluster}: its log is not shipped"
        elif at - shipping.shipped_at > SHIPPED:
            yield f"{cluster}: its log was last shipped {_ago(at - shipping.shipped_at)}"
        if shipping.gap_at is not None and not _is_newer(standing.newest.get(cluster), shipping.gap_at):
            yield f"{cluster}: part of its log was lost, and no backup was taken since"


def _late_proof(standing: Standing, kind: str, last: Result | None, at: dt.datetime) -> Iterator[str]:
    what = DONE[kind]
    if last is None:
        yield f"no {what} yet"
    elif not last.passed:
        yield f"the last {what} found: {next(iter(last.wrong), 'nothing to look at')}"
    elif at - last.ended_at > PROVEN:
        yield f"the last {what} was {_ago(at - last.ended_at)}"
    elif last.store != standing.address:
        yield f"the last {what} was of another store"


def _is_newer(taken_at: dt.datetime | None, than: dt.datetime) -> bool:
    return taken_at is not None and taken_at > than


def _ago(age: dt.timedelta) -> str:
    hours = age.total_seconds() / 3600
    return f"{hours / 24:.1f} days ago" if hours >= 48 else f"{hours:.1f} hours ago"
