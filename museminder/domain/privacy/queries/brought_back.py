"""Whether an older copy of the studios' database shows again whom it erased: asked before anything is served.

No model is needed for it, so that what judges an installation can ask before the program is set up.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from museminder.foundation.vault.connecting import VaultSilent
from museminder.foundation.vault.destroying import NotReplayed, known_erasures


def readable_again(alias: str) -> int:
    """How many erased students and guardians a database shows again. A site's own role is told how many, and not who.

    While the vault is silent nobody knows who was erased, and it is 0: names are served then, what is sealed is not.
    """
    try:
        erased = known_erasures()
    except VaultSilent:
        return 0
    asked: list[Any] = [[each.studio_id for each in erased], [each.subject_id for each in erased]]
    connection = connections[alias]
    try:
        with connection.cursor() as cursor:
            cursor.execute("select sec.readable_again(%s, %s)", asked)
            return int(cursor.fetchone()[0])
    finally:
        connection.close()


def refuse_if_brought_back(alias: str) -> None:
    """Do not serve a database that is older than an erasure and shows somebody again; raises ``NotReplayed``."""
    back = readable_again(alias)
    if back:
        raise NotReplayed(sentence(back))


def sentence(back: int) -> str:
    """What whoever starts the program is told, with the command that mends it."""
    return f"{back} of those who were erased can be read again, from an older copy: museminder privacy replay-erasures"
