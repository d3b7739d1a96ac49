"""Erasing for good: a subject's keys are destroyed, here at once and in every copy of the vault by a day that is told.

Each erasure is on disk in a file outside the vault before its keys go, so that it is carried out again after an older
copy of the vault was brought back: without that, the keys would be back as well.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from museminder.foundation.embedded.secrets import exclusively, private_folder
from museminder.foundation.vault.connecting import KEEPER, SERVICE, VaultSilent, vault_connection
from museminder.foundation.vault.keys.epochs import LASTS, backups_kept
from museminder.foundation.vault.keys.studio_keys import forget_present_key
from museminder.foundation.vault.keys.subject_keys import own_subject

_LIVING = """
select a.studio_id, a.subject_id from unnest(%s::bigint[], %s::uuid[]) a (studio_id, subject_id)
where exists (
    select from keys.subject_key k where k.studio_id = a.studio_id
    and (k.subject_id = a.subject_id or a.subject_id = lpad(to_hex(a.studio_id), 32, '0')::uuid)
) or not exists (
    select from keys.erasure e where e.studio_id = a.studio_id and e.subject_id = a.subject_id
)
"""


class NotReplayed(Exception):
    """An older copy of the vault was brought back, and whoever was erased since could be read again."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How many keys were destroyed, and the first day on which no copy of the vault can open them either."""

    count: int
    gone_from_backups_on: dt.date


@dataclass(frozen=True, slots=True)
class Erasure:
    """Whose keys were destroyed in which studio, and when; ids and a time only."""

    studio_id: int
    subject_id: UUID
    at: dt.datetime


def destroy_keys(*, studio_id: int, subjects: Sequence[UUID], at: dt.datetime) -> Destroyed:
    """Destroy every key of some subjects of a studio: what was sealed for them cannot be opened again by anybody.

    Done on the vault's own connection: it stays done if the caller's transaction rolls back, and doing it again is no
    error. Values sealed before there were keys of subjects must be gone from the tables (``museminder vault rewrap``
    leaves none). Raises ``VaultSilent``.
    """
    _remember(Erasure(studio_id, subject, at) for subject in subjects)
    with vault_connection(KEEPER) as connection:
        row = connection.execute(
            "select keys.destroy(%s, %s, %s)", [studio_id, list(subjects), at]
        ).fetchone()
        began = connection.execute("select began_at from keys.epoch where ended_at is null").fetchone()
    forget_present_key(studio_id)
    return Destroyed(int(row[0]) if row else 0, _gone_on(began[0] if began else at, at))


def destroy_studio_keys(*, studio_id: int, at: dt.datetime) -> Destroyed:
    """Destroy every key of a studio that has closed, and the studio's own; raises ``VaultSilent``."""
    return destroy_keys(studio_id=studio_id, subjects=[own_subject(studio_id)], at=at)


def replay_erasures(
    kept: Iterable[Erasure] | None = None, *, told: Callable[[int, int], None] | None = None
) -> int:
    """Carry out again every erasure that an older copy of the vault does not know, or whose keys came back with it.

    ``kept`` are those of ``remembered()``, or of a file kept elsewhere. Returns how many keys were destroyed; ``told``
    hears of subjects done and subjects in all. Raises ``VaultSilent``.
    """
    waiting = unreplayed(kept)
    keys = 0
    for done, each in enumerate(waiting, 1):
        keys += destroy_keys(studio_id=each.studio_id, subjects=[each.subject_id], at=each.at).count
        if told:
            told(done, len(waiting))
    return keys


def unreplayed(kept: Iterable[Erasure] | None = None) -> list[Erasure]:
    """Erasures that the vault does not know, or whose subjects have keys again; empty when all is as it should be."""
    known = {(each.studio_id, each.subject_id): each for each in kept or remembered()}
    if kept is not None:
        _remember(each for each in known.values())
    with vault_connection(KEEPER) as connection:
        own = connection.execute("select studio_id, subject_id, at from keys.erasure").fetchall()
        known |= {(row[0], row[1]): Erasure(*row) for row in own}
        asked = [[key[0] for key in known], [key[1] for key in known]]
        rows = connection.execute(_LIVING, asked).fetchall()
    return [known[row[0], row[1]] for row in rows]


def known_erasures() -> list[Erasure]:
    """Every erasure of this vault, from the file and from the vault itself; raises ``VaultSilent``."""
    known = {(each.studio_id, each.subject_id): each for each in remembered()}
    with vault_connection(KEEPER) as connection:
        own = connection.execute("select studio_id, subject_id, at from keys.erasure").fetchall()
    return list((known | {(row[0], row[1]): Erasure(*row) for row in own}).values())


def refuse_unless_replayed() -> None:
    """Do not serve before every erasure is carried out again; raises ``NotReplayed``.

    A vault that does not answer opens nothing anyway.
    """
    with suppress(VaultSilent):
        waiting = len(unreplayed())
        if waiting:
            raise NotReplayed(
                f"{waiting} erasures must be carried out again first: museminder vault replay-erasures"
            )


def erasures_file() -> Path:
    """Where erasures are remembered outside the vault; copy it wherever a copy of the vault does not go."""
    given = os.environ.get("MUSEMINDER_ERASURES")
    return Path(given) if given else Path(settings.MUSEMINDER_HOME) / "erasures.jsonl"


def remembered(path: Path | None = None) -> Iterator[Erasure]:
    """The erasures of this vault in the file; a last line that was cut short by a crash was never carried out."""
    path = path or erasures_file()
    if not path.exists():
        return
    vault = _this_vault()
    for line in path.read_text().splitlines():
        try:
            facts = json.loads(line)
        except ValueError:
            continue
        if facts["vault"] != vault:
            continue  # of one that was here before: the same numbers mean others
        yield Erasure(facts["studio"], UUID(facts["subject"]), dt.datetime.fromisoformat(facts["at"]))


def _remember(erasures: Iterable[Erasure]) -> None:
    known = {(each.studio_id, each.subject_id) for each in remembered()}
    vault = _this_vault()
    lines = [
        json.dumps(
            {
                "vault": vault,
                "studio": each.studio_id,
                "subject": str(each.subject_id),
                "at": each.at.isoformat(),
            }
        )
        for each in erasures
        if (each.studio_id, each.subject_id) not in known
    ]
    if not lines:
        return
    path = erasures_file()
    private_folder(path.parent)
    with exclusively(path.with_name("erasures.lock")):
        _append(path, "\n" + "\n".join(lines) + "\n")  # a line before: the last one may be cut short


def _this_vault() -> str:
    """What a vault and every copy of it are called, and no other: the name of its access log."""
    with vault_connection(SERVICE) as connection:
        row = connection.execute("select origin from access_log.log").fetchone()
    return str(row[0]) if row else ""


def _append(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "a") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _gone_on(began: dt.datetime, at: dt.datetime) -> dt.date:
    """The day after the present week's epoch key is destroyed: it ends, and waits as long as copies are kept."""
    ends = max(began + LASTS, at)
    return (ends + backups_kept()).date() + dt.timedelta(days=1)
