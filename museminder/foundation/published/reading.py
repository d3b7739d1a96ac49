"""What the public site reads: everything that was published, and when it last was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from museminder.foundation.published.connecting import COMMERCIAL, public_connection

_ITEMS = """
select kind, content from published.item where kind = any (%s) order by kind, position, key
"""


def published(*kinds: str) -> dict[str, list[dict[str, Any]]]:
    """The items of these kinds, each kind in its order; one statement. Raises ``PublicSilent``."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
    with public_connection(COMMERCIAL) as connection:
        for kind, content in connection.execute(_ITEMS, [list(kinds)]):
            found[kind].append(content)
    return found


def published_at() -> datetime | None:
    """When what anyone may read was last copied; None before the first time."""
    with public_connection(COMMERCIAL) as connection:
        row = connection.execute("select published_at from published.publication").fetchone()
    return row[0] if row else None
