"""What the commands about backups share: what is arranged here, and failures as sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Refused
from museminder.foundation.backups.arrangements import Arrangement, NotArranged, arrangement_of
from museminder.foundation.backups.base_backups import NotTaken
from museminder.foundation.backups.belongings import CLUSTERS, NotThere
from museminder.foundation.backups.fetching import NotRestorable
from museminder.foundation.backups.keys import WrongKey
from museminder.foundation.backups.opening import Damaged
from museminder.foundation.backups.reading_clusters import NotRunning
from museminder.foundation.backups.recovering import TooLate
from museminder.foundation.backups.restoring import NotEmpty
from museminder.foundation.backups.stores import StoreSilent
from museminder.foundation.backups.taking import Busy
from museminder.foundation.embedded.postgres import Embedded

MEGABYTE = 1_000_000
FAILURES = (
    *(NotArranged, NotTaken, NotRunning, StoreSilent, Busy, WrongKey, Damaged),
    *(NotRestorable, NotEmpty, NotThere, TooLate),
)


def arrangement_here() -> Arrangement:
    """What is arranged for the backups of this computer; raises ``Refused``."""
    with said():
        return arrangement_of(surroundings().home)


def embedded_of(arrangement: Arrangement) -> list[Embedded]:
    """The clusters that live on this computer; raises ``Refused`` when none does."""
    here = surroundings()
    elsewhere = {
        "studios": here.superuser_url,
        "vault": here.vault_superuser_url,
        "public": here.public_superuser_url,
    }
    found = [Embedded(arrangement.home, each) for each in CLUSTERS if not elsewhere[each.name]]
    if not found:
        raise Refused("The databases live on servers: they are backed up where they live.")
    return found


def tell(cluster: str, copied: int) -> None:
    """How far it is, on the error stream."""
    if copied % (32 << 18) == 0:  # each piece has 256 KiB
        print(f"\r  {cluster}: {copied / MEGABYTE:,.0f} MB", end="", file=sys.stderr, flush=True)


@contextmanager
def said() -> Iterator[None]:
    """What the backups' own code raises is said as a refusal."""
    try:
        yield
    except FAILURES as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as error:
        raise Refused(f"Nothing was changed: {error.strerror or error}.") from error
