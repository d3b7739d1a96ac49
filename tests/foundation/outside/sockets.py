"""Counts what leaves this process, where it leaves: at the socket, knowing nothing of clients and registers."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

OURS = b"user-agent: museminder"  # the tests themselves also ask counterparts things


@contextmanager
def calls_at_the_socket() -> Iterator[list[str]]:
    """The first line of every HTTP request of the program, and a line for each letter handed to a mail server."""
    seen: list[str] = []

    def watched(original: Any) -> Any:
        def send(self: Any, data: Any, *rest: Any) -> Any:
            said = bytes(data)
            if OURS in said.lower():
                seen.append(said.split(b" HTTP/")[0].decode().partition("?")[0])
            elif said.lower() == b"data\r\n":
                seen.append("letter")
            return original(self, data, *rest)

        return send

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl.SSLSocket, "send", watched(ssl.SSLSocket.send))
        patch.setattr(socket.socket, "sendall", watched(socket.socket.sendall))
        yield seen
