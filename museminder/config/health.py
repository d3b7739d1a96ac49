"""Two addresses for whoever watches over the servers: is this process alive, and can it do its work."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse

from museminder.foundation.published.connecting import COMMERCIAL, PublicSilent, public_connection
from museminder.foundation.tenancy.context import NoEntry, site, studio_context
from museminder.foundation.tenancy.silence import drop_dead_connections
from museminder.foundation.vault.connecting import vault_answers

ALIVE, READY = "/livez", "/readyz"
KEPT_FOR = 1.0  # seconds: however often somebody asks, the databases are asked once in a second


class Health:
    """Answers before anything else does, under any host's name: a balancer asks by address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._found: Mapping[str, bool] = {}
        self._found_at = float("-inf")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == ALIVE:
            return _answer({}, is_well=True)
        if request.path == READY:
            found = self._recently()
            return _answer(
                {part: "ok" if ok else "silent" for part, ok in found.items()}, is_well=_is_ready(found)
            )
        return self.get_response(request)

    def _recently(self) -> Mapping[str, bool]:
        if time.monotonic() - self._found_at >= KEPT_FOR:
            self._found, self._found_at = answering(), time.monotonic()
        return self._found


def answering() -> dict[str, bool]:
    """Which of the databases that this process works with answer, each asked the way its pages ask."""
    sites = settings.SERVED_SITES or ("studio", "member", "operator", "commercial")
    within = [name for name in sites if name in settings.DATABASES]
    found = {"studios": _studios_answer(within[0]), "vault": vault_answers()} if within else {}
    return found | {"public": _public_answers()}


def _is_ready(found: Mapping[str, bool]) -> bool:
    """Without the vault or the public database most pages work, so a process of studios stays in service."""
    return found.get("studios", found["public"])


def _studios_answer(name: str) -> bool:
    """Knocks at the door that every page goes through, with a key that opens nothing."""
    try:
        with site(name), studio_context("", ""):
            return True  # never: nobody has that key
    except NoEntry:
        return True
    except (DatabaseError, InterfaceError):
        drop_dead_connections(name)
        return False


def _public_answers() -> bool:
    try:
        with public_connection(COMMERCIAL) as connection:
            connection.execute("select 1")
    except (PublicSilent, psycopg.Error, KeyError):
        return False
    return True


def _answer(facts: dict[str, Any], *, is_well: bool) -> HttpResponse:
    answer = JsonResponse({"status": "ok" if is_well else "silent", **facts}, status=200 if is_well else 503)
    answer.headers["Cache-Control"] = "no-store"
    return answer
