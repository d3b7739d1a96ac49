"""Where to report a weakness (RFC 9116)."""

from __future__ import annotations

from datetime import datetime, timedelta

from museminder.primitives.clock import now


def test_it_names_a_contact_and_has_not_expired(ask) -> None:
    answer = ask("/.well-known/security.txt")
    said = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert sorted(said) == ["Canonical", "Contact", "Expires", "Policy", "Preferred-Languages"]
    assert timedelta(days=89) < datetime.fromisoformat(said["Expires"]) - now() <= timedelta(days=90)
