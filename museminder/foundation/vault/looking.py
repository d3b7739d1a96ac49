"""How the keys are, in counts: for whoever looks after an installation."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from museminder.foundation.vault.connecting import KEEPER, vault_connection
from museminder.foundation.vault.destroying import unreplayed
from museminder.foundation.vault.keys.epochs import LASTS, is_here

_COUNTS = """
select (select count(*) from keys.subject_key), (select count(*) from keys.studio_key),
       (select count(*) from keys.erasure), (select began_at from keys.epoch where ended_at is null),
       (select count(*) from keys.epoch where ended_at is not null and destroyed_at is null)
"""


@dataclass(frozen=True, slots=True)
class Look:
    """The keys of an installation. ``missing`` are epochs in use whose key is not on this computer."""

    subject_keys: int
    studio_keys: int
    erasures: int
    unreplayed: int
    began_on: dt.date | None
    in_escrow: int
    missing: int
    is_due: bool

    @property
    def is_good(self) -> bool:
        """Whether nothing keeps the system from being opened: no key missing, no erasure undone by a restore."""
        return self.unreplayed == 0 and self.missing == 0

    def as_data(self) -> dict[str, Any]:
        """The same for programs."""
        return asdict(self) | {"good": self.is_good}


def look(at: dt.datetime) -> Look:
    """Count keys, erasures and epochs; raises ``VaultSilent``."""
    waiting = len(unreplayed())
    with vault_connection(KEEPER) as connection:
        [(subjects, studios, erasures, began_at, in_escrow)] = connection.execute(_COUNTS).fetchall()
        used = connection.execute("select distinct epoch_id from keys.studio_key").fetchall()
    return Look(
        subject_keys=subjects,
        studio_keys=studios,
        erasures=erasures,
        unreplayed=waiting,
        began_on=began_at.date() if began_at else None,
        in_escrow=in_escrow,
        missing=sum(not is_here(number) for (number,) in used),
        is_due=began_at is not None and at >= began_at + LASTS,
    )
