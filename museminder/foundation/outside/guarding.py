"""Below the one client: this process opens no connection to anybody else, whatever library asks for it.

Python itself asks here before a socket connects or a name is looked up (an audit hook, which nothing in the process can
take away again). Only what goes to this computer, and what the client and the way to the mail server have announced
(``speaking_to``), passes. PostgreSQL's own library connects by itself, to the servers the settings name.
"""

from __future__ import annotations

import logging
import re
import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings

from museminder.foundation.outside.counterparts import is_this_computer
from museminder.foundation.outside.register import Refused
from museminder.primitives.telling import tell

_NAMED = {"socket.getaddrinfo", "socket.gethostbyname"}
_REACHED = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
}  # where in its arguments the address is
_speaking: ContextVar[str | None] = ContextVar("speaking", default=None)
_HOST = re.compile(r"[A-Za-z0-9_.:-]{1,120}")
_refused: Counter[str] = Counter()
_lock = threading.Lock()
_state = {"watches": False}


@contextmanager
def speaking_to(host: str) -> Iterator[None]:
    """Let this thread speak to one host for as long as the block lasts; whoever says so has asked the register."""
    token = _speaking.set(host.lower())
    try:
        yield
    finally:
        _speaking.reset(token)


def watch() -> None:
    """Refuse from now on, in this process, every connection that was not announced. Twice is once."""
    if not _state["watches"]:
        _state["watches"] = True
        sys.addaudithook(_hook)


def refuse(host: str, problem: Refused) -> Refused:
    """Count and report that somebody outside was asked who may not be; returns the refusal to raise."""
    word = host if _HOST.fullmatch(host) else "unreadable"
    with _lock:
        _refused[word] += 1
    tell("outside refused", level=logging.WARNING, host=word)
    return problem


def refusals() -> dict[str, int]:
    """How often each host was refused since this process started."""
    with _lock:
        return dict(_refused)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in _NAMED:
        _check_name(arguments[0])
    elif event in _REACHED:
        _check_address(arguments[_REACHED[event]])


def _check_name(name: Any) -> None:
    host = name.decode("ascii", "replace") if isinstance(name, bytes) else name
    own = {_speaking.get(), socket.gethostname().lower(), *_own_servers()}
    if not host or is_this_computer(host) or host.lower() in own:
        return
    raise refuse(host, Refused(f"{host} is not in the register of third parties."))


def _check_address(address: Any) -> None:
    # A path is a socket of this computer; None is a message on a connection that was already checked.
    if not isinstance(address, tuple) or is_this_computer(address[0]) or _speaking.get() is not None:
        return
    raise refuse(str(address[0]), Refused(f"Nobody announced speaking to {address[0]}."))


def _own_servers() -> set[str]:
    """The installation's own PostgreSQL servers, whose names our driver looks up."""
    named = [each.get("HOST", "") for each in settings.DATABASES.values()]
    named += [server.get("host", "") for server in (settings.VAULT_SERVER, settings.PUBLIC_SERVER)]
    return {host.strip().lower() for each in named for host in str(each).split(",") if host}
