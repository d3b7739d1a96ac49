"""Asking pages over HTTPS with as little of our own time in it as possible: one connection, no parsing."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from types import TracebackType
from typing import Self

A_PIECE = 1 << 18


class WrongAnswer(Exception):
    """A page answered something else than 200, or without saying how long it is."""


class Browser:
    """One kept-open connection to one host of a server on this computer."""

    def __init__(self, port: int, host: str, authority: Path, cookie: str = "") -> None:
        trusting = ssl.create_default_context(cafile=str(authority))
        plain = socket.create_connection(("127.0.0.1", port), timeout=60)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection = trusting.wrap_socket(plain, server_hostname=host)
        self._headers = f" HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Language: en\r\nUser-Agent: bench\r\n"
        self._headers += f"Cookie: {cookie}\r\n\r\n" if cookie else "\r\n"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def ask(self, path: str) -> bytes:
        """One page, whole; raises ``WrongAnswer`` unless it is there."""
        self._connection.sendall(f"GET {path}{self._headers}".encode())
        read = b""
        while b"\r\n\r\n" not in read:
            piece = self._connection.recv(A_PIECE)
            if not piece:
                raise OSError("the connection was closed")
            read += piece
        head, _, body = read.partition(b"\r\n\r\n")
        status, length = head[9:12], _length_in(head)
        if status != b"200" or length is None:
            raise WrongAnswer(f"{path} answered {status.decode()}: {head.decode(errors='replace')[:300]}")
        pieces, missing = [body], length - len(body)
        while missing > 0:
            pieces.append(self._connection.recv(A_PIECE))
            missing -= len(pieces[-1])
        return b"".join(pieces)


def _length_in(head: bytes) -> int | None:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return None
