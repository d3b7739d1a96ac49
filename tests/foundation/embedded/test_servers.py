"""An address of a server is read, and nobody's password with it."""

from __future__ import annotations

import psycopg
import pytest

from museminder.foundation.embedded.servers import server_of


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (None, {}),
        ("", {}),
        ("postgresql://v.example", {"host": "v.example", "dbname": "museminder_vault"}),
        (
            "postgresql://who:secret@v.example:6432/keys?sslmode=verify-full",
            {"host": "v.example", "port": "6432", "dbname": "keys", "sslmode": "verify-full"},
        ),
        ("host=/run/vault dbname=keys user=who", {"host": "/run/vault", "dbname": "keys"}),
    ],
)
def test_server_of_an_address(url: str | None, server: dict[str, str]) -> None:
    assert server_of(url) == server


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(psycopg.ProgrammingError):
        server_of("not an address")
