"""What it does, area by area."""

from __future__ import annotations


def test_every_part_can_be_jumped_to(ask) -> None:
    body = ask("/features/").content.decode()
    parts = ("calendar", "enrollment", "tuition", "payments", "families", "privacy", "switching")

    assert [(body.count(f'href="#{part}"'), body.count(f'id="{part}"')) for part in parts] == [(1, 1)] * 7
