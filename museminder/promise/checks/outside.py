"""Nothing leaves but through the register of third parties."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import certifi

from museminder.foundation.outside import register
from museminder.foundation.outside.client import Client, Unreachable
from museminder.foundation.outside.contacts import contacts_made
from museminder.foundation.outside.counterparts import counterparts_of
from museminder.foundation.outside.register import Refused, ThirdParty, registered
from museminder.foundation.outside.telling import NOTHING_PERSONAL, Telling, Told
from museminder.primitives import clock
from museminder.promise.checking import Found, World, check

PACKAGE = Path(__file__).resolve().parents[2]
SPEAKING = {
    *("socket", "socketserver", "http", "urllib", "requests", "httpx", "smtplib", "ftplib", "telnetlib"),
    *("aiohttp", "websockets", "paramiko", "boto3", "obstore", "grpc", "stripe"),
}
_MENTIONED = re.compile(rf"^\s*(?:from|import)\s.*\b(?:{'|'.join(sorted(SPEAKING))})\b", re.MULTILINE)
HARMLESS = {"urllib.parse", "http.HTTPStatus", "http.cookies"}
# Who may, and why: everybody else goes through the client of foundation/outside.
ALLOWED = {
    "foundation/outside/": "the one client, and the way to the mail server",
    "foundation/embedded/": "ports and sockets of this computer",
    "foundation/backups/stores.py": "the store of this installation's copies, which is given sealed bytes alone",
    "promise/checks/accuracy.py": "counts connections, and begins one to see that it is counted",
    "promise/mutants/program.py": "a sabotage, which must be noticed",
    "cli/run.py": "asks the server of this computer whether it answers",
    "cli/worker.py": "waits for signals of this computer",
    "domain/billing/gateways/stripe/": "Stripe's own library, which speaks through our client",
}
# Names that no server in the world answers to (RFC 2606), so that a hole in the wall leads nowhere.
NOWHERE = [
    f"{word}.invalid" for word in ("tracker", "analytics", "advertising", "broker", "cdn", "api.stripe.com")
]
METHODS = ("GET", "POST")
LISTED = "api.stripe.com"


@check(
    "outside.register-only",
    "Tries to talk to hosts that are not on the list, and reads the program for other ways out.",
)
def register_only(world: World) -> Found:
    """Calls to unknown hosts that were not refused, and modules that could open a connection of their own."""
    tried = [(method, host) for host in NOWHERE for method in METHODS]
    wrong = [f"{method} {host} was tried" for method, host in tried if not _is_refused(method, host)]
    files = sorted(PACKAGE.rglob("*.py"))
    for path in files:
        place = path.relative_to(PACKAGE).as_posix()
        if not place.startswith(tuple(ALLOWED)):
            wrong += [f"{place} could speak for itself: {name}" for name in _ways_out(path.read_text())]
    noticed = (
        _ways_out("import socket") == ["socket"] and _ways_out("from urllib.parse import urlsplit") == []
    )
    return Found(
        len(tried) + len(files),
        wrong,
        noticed,
        f"{len(tried)} calls to unknown hosts and {len(files):,} files of the program, {len(wrong)} ways out",
    )


@check(
    "outside.written-first",
    "Tries to tell somebody on the list something without it being written down, and counts what left.",
)
def written_first(world: World) -> Found:
    """Calls that left although nobody wrote down, or nobody could, what they tell."""
    said = {
        "nothing said about what it tells": None,
        "what nobody may be told there": Telling((Told.CHILD_NAME,)),
        "nothing personal, for no studio": NOTHING_PERSONAL,
    }
    before = contacts_made()
    refused = {name: _is_held_back(telling) for name, telling in said.items()}
    left = sum(contacts_made().values()) - sum(before.values())
    wrong = [name for name, is_refused in refused.items() if not is_refused]
    noticed = not _is_held_back(NOTHING_PERSONAL, book=lambda _contact, _party, _telling: None)
    return Found(
        len(said), wrong, noticed and left == len(wrong), f"{len(said)} calls tried unwritten, {left} left"
    )


def _is_held_back(telling: Telling | None, **options: Any) -> bool:
    """Whether a call to somebody on the list is refused before it counts as made; none gets as far as a network."""
    stand_in = counterparts_of({LISTED: "https://pay.localhost:9"})  # where nobody listens
    before = sum(contacts_made().values())
    with suppress(Refused, Unreachable):
        Client(stand_in, Path(certifi.where()), **options).send("GET", f"https://{LISTED}/", telling=telling)
    return sum(contacts_made().values()) == before


@check(
    "outside.contracts",
    "Looks whether the contract of every company we talk to holds, and what happens when it ends.",
)
def contracts(world: World) -> Found:
    """Third parties with hosts whose contract is over, or who would still be spoken to after it."""
    today = clock.now().astimezone(UTC).date()
    spoken_to = [party for party in registered().values() if party.hosts]
    wrong = [f"{party.name}: no contract in force" for party in spoken_to if not _holds(party, today)]
    dated = [party for party in spoken_to if party.contract_until]
    wrong += [
        f"{party.name}: spoken to after its contract" for party in dated if _holds(party, _end_of(party))
    ]
    noticed = not _holds(ThirdParty("planted", "Planted", "none", (), ("planted.invalid",)), today)
    first = min(map(_end_of, dated), default=None)
    ends = f", the first ends on {first.isoformat()}" if first else ""
    return Found(
        len(spoken_to),
        wrong,
        noticed,
        f"{len(spoken_to) - len(wrong)} of {len(spoken_to)} contracts in force{ends}",
    )


def _end_of(party: ThirdParty) -> date:
    return party.contract_until or date.max - timedelta(days=1)


def _holds(party: ThirdParty, on: date) -> bool:
    if party.key not in registered():
        return party.contract_until is not None and on < party.contract_until
    try:
        register.permitted_party(party.key, on)
    except Refused:
        return False
    return True


def _is_refused(method: str, host: str) -> bool:
    try:
        # It is the register that must refuse here, not the book of what was told.
        Client({}, None, book=_not_kept).send(method, f"https://{host}/", telling=NOTHING_PERSONAL)
    except Refused:
        return True
    except Unreachable:
        return False
    return False


def _not_kept(*_: object) -> None:
    """Nothing is told to anybody here."""


def _ways_out(source: str) -> list[str]:
    names: list[str] = []
    if not _MENTIONED.search(source):  # most files; reading each as a tree takes seconds
        return names
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return sorted(name for name in set(names) if _speaks(name))


def _speaks(name: str) -> bool:
    return name.partition(".")[0] in SPEAKING and not _is_among(name, HARMLESS)


def _is_among(name: str, known: Iterable[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in known)
