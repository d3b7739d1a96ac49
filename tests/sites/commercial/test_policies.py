"""The versions of the policy, for anyone."""

from __future__ import annotations

import pytest


def test_the_policy_of_2016_is_in_effect(ask) -> None:
    assert "In effect" in ask("/policy/").content.decode()
    body = ask("/policy/1/").content.decode()
    assert "We do not sell or rent your personal or business information to anyone." in body


@pytest.mark.usefixtures("posted")
def test_a_posted_version_shows_what_changes_and_speaks_to_children(ask) -> None:
    body = ask("/policy/2/").content.decode()

    assert "in 33 days" in body
    assert "<del>We do not sell or rent your personal or business information to anyone.</del>" in body
    assert "<ins>We do not sell or rent information to anyone.</ins>" in body
    assert "We do not show you advertisements" in body


def test_a_version_that_was_never_posted_is_not_there(ask) -> None:
    assert ask("/policy/9/").status_code == 404
