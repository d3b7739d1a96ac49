"""A demand names somebody, not everybody, and something; one that is over is not recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from museminder.domain.oversight.models.legal_demand import RECORDS
from museminder.domain.oversight.rules.demanded import check_demand, records_called
from museminder.foundation.identity.rules import Refused
from museminder.foundation.outside.telling import OF_A_DEMAND
from tests.schools import NOON

DAY = timedelta(days=1)
FINE: dict[str, Any] = {
    "whom": [1],
    "records": ["student"],
    "received_at": NOON - DAY,
    "expires_at": NOON + DAY,
    "at": NOON,
}


@pytest.mark.parametrize(
    "changed",
    [
        {"whom": []},
        {"whom": range(51)},
        {"records": []},
        {"records": ["everything"]},
        {"received_at": NOON + DAY},
        {"expires_at": NOON},
    ],
)
def test_what_is_too_broad_or_over_is_refused(changed: dict[str, Any]) -> None:
    check_demand(**FINE | {"whom": range(50)})
    with pytest.raises(Refused):
        check_demand(**FINE | changed)


def test_each_kind_of_record_is_registered_with_its_own_words() -> None:
    assert tuple(records_called(each).told for each in RECORDS) == OF_A_DEMAND
