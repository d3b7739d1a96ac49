"""The watch lets pass what stays on this computer and what was announced; the rest is tried in attack 25."""

import socket

import pytest

from museminder.foundation.outside.guarding import refusals, refuse, watch
from museminder.foundation.outside.register import Refused


def test_this_computer_and_the_installations_own_servers_may_be_asked(settings: object) -> None:
    settings.VAULT_SERVER = {"host": "vault.invalid, localhost"}
    watch()  # twice is once

    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    with pytest.raises(OSError):  # noqa: PT011  allowed to ask; nobody has that name
        socket.getaddrinfo("vault.invalid", 5432)
    with pytest.raises(Refused):
        socket.getaddrinfo("public.invalid", 5432)


def test_what_is_reported_is_a_host_and_nothing_else() -> None:
    before = refusals().get("unreadable", 0)

    assert str(refuse("Maria Delacroix <m@x>", Refused("no"))) == "no"
    assert refusals()["unreadable"] == before + 1
