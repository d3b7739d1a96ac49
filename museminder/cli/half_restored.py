"""Whatever serves asks here first: a folder whose restoring did not come to its end is served by nobody."""

from __future__ import annotations

from pathlib import Path

from museminder.cli.verbs import Refused
from museminder.foundation.backups.restoring import Unfinished, refuse_unfinished


def refuse_half_restored(home: Path) -> None:
    """Go on only with a whole folder: in another, whoever was erased could be read again; raises ``Refused``."""
    try:
        refuse_unfinished(home)
    except Unfinished as unfinished:
        raise Refused(str(unfinished)) from unfinished
