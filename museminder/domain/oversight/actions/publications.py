"""What of legal demands anyone may read: how many, and roughly how many families; copied into the public database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from museminder.domain.oversight.queries.legal_demands import counts
from museminder.foundation.published.publishing import Item, publishes


@publishes("legal_demand")
def legal_demands(_at: datetime) -> Iterator[Item]:
    """Every half-year in which one came; the families in bands, so that none can be told from it."""
    for half in counts():
        content = {
            "name": half.name,
            "received": half.received,
            "refused": half.refused,
            "fulfilled": half.fulfilled,
            "families": half.band,
        }
        yield Item(half.name, content)
