"""The public front page shows the promise as it stands."""

from __future__ import annotations

import pytest


@pytest.mark.usefixtures("checked")
def test_it_has_a_window_for_each_sentence(ask) -> None:
    body = ask("/").content.decode()

    assert body.count('class="pane pane-') >= 40
    assert "3 of 48 testable sentences are kept at this moment." in body


def test_it_promises_nothing_before_a_check_has_run(ask) -> None:
    assert "so we say nothing" in ask("/").content.decode()
