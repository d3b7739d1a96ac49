"""Names, transport, caches and public fields: each safeguard taken away is noticed."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("built")


@pytest.mark.parametrize(
    "name", ["any-host", "pages-kept", "transport-not-strict", "cookie-in-the-open", "public-form"]
)
def test_what_is_taken_away_is_noticed(survivors, name: str) -> None:
    assert survivors(name) == []
