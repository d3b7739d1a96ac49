"""Attack 26: a script in every text there is, and a look at what every page would load and from where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from psycopg import sql

from museminder.foundation.tenancy.fields import studio_field
from museminder.promise.crawling import public_pages
from museminder.promise.probe.filling import Filled
from museminder.promise.probe.pages import ASKED, ENDING, Address, addresses, client_of
from tests.databases import TestDatabase

SCRIPT = "<script>alert(1)</script>"
SHORT = "<b onclick=alert(1)>"
LOADING = {"src", "href", "action", "formaction", "srcset", "data", "poster", "hx-get", "hx-post", "ping"}
HARMLESS = {"", "mailto", "tel"}


class Loaded(HTMLParser):
    """What a page makes a browser do: the addresses it names, and scripts or styles that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.addresses += [value for name, value in given.items() if name in LOADING]
        data_only = given.get("type") in {"application/json", "importmap"}
        if tag == "script" and "src" not in given and not data_only:
            self.inline.append("script")
        if tag in {"style", "iframe", "object", "embed", "base", "b"}:
            self.inline.append(tag)
        self.inline += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]


def faults_of(page: str) -> set[str]:
    """What of a page is not our own: other origins, and anything that runs from within it."""
    loaded = Loaded()
    loaded.feed(page)
    own = set(settings.HOST_SITES)
    elsewhere = {
        address
        for address in loaded.addresses
        for parts in [urlsplit(address)]
        if (parts.scheme not in HARMLESS and parts.hostname not in own)
        or (parts.netloc and parts.hostname not in own)
    }
    return elsewhere | set(loaded.inline)


def plant_everywhere(studio: Filled, database: TestDatabase) -> int:
    """Put a script into every text of a studio that may hold any; returns how many columns took it."""
    with psycopg.connect(database.superuser_dsn()) as outside:
        outside.execute("set session_replication_role = replica")  # history and ledger too, that nobody edits
        return sum(_planted(outside, *place, studio) for place in texts())


def texts() -> Iterator[tuple[str, str, str]]:
    """Every column of a studio's tables for words, and what is planted there."""
    for model in apps.get_models():
        for each in model._meta.local_fields if studio_field(model) else ():
            if not isinstance(each, models.CharField | models.TextField) or each.choices:
                continue
            longest = getattr(each, "max_length", None) or 1_000
            text = SCRIPT if longest >= len(SCRIPT) else SHORT
            if longest >= len(text) and not isinstance(each, models.EmailField | models.URLField):
                yield model._meta.db_table, each.column, text


def _planted(outside: psycopg.Connection, table: str, column: str, text: str, studio: Filled) -> bool:
    change = sql.SQL("update {} set {} = %s where studio_id = %s").format(
        *map(sql.Identifier, (table, column))
    )
    try:
        with outside.transaction():
            return bool(outside.execute(change, [text, studio.studio_id]).rowcount)
    except psycopg.Error:  # a rule of the table: such a text cannot be there
        return False


def pages(studio: Filled) -> Iterator[tuple[str, str, Any]]:
    """Every page of the office and of the family that opens by being asked for."""
    people = {"studio": studio.owner, "member": studio.guardian}
    clients = {site: client_of(person) for site, person in people.items()}
    for address in addresses():
        if ENDING & set(address.pattern.split("/")):
            continue
        path = _path(address, studio)
        answer = clients[address.site].get(path, ASKED.get(address.pattern.partition("/")[2]), secure=True)
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code < 500:
            yield address.site, address.pattern, answer


def _path(address: Address, studio: Filled) -> str:
    ids = {name: studio.rows[label].pk for name, label in address.ids.items() if label in studio.rows}
    return address.path(studio.slug, ids)


@pytest.mark.slow
def test_nothing_planted_runs_and_nothing_is_loaded_from_elsewhere(
    live_database: TestDatabase, ours: Filled
) -> None:
    planted = plant_everywhere(ours, live_database)

    seen = list(pages(ours))

    faults = {
        pattern: found for site, pattern, answer in seen if (found := faults_of(answer.content.decode()))
    }
    shown = sum(answer.content.decode().count("&lt;script&gt;alert(1)") for _, _, answer in seen)
    policies = {answer.headers["Content-Security-Policy"] for _, _, answer in seen}
    assert faults == {}
    assert (planted > 40, len(seen) > 60, shown > 60) == (True, True, True), (planted, len(seen), shown)
    assert [policy for policy in policies if re.search(r"unsafe-|\*|data:|blob:", policy)] == []
    assert all("default-src 'self'" in policy for policy in policies)


def test_what_is_looked_for_is_found() -> None:
    bad = f'<a href="https://cdn.example.org/x.js">{SCRIPT}</a><p style="x"><b onclick="y">'

    assert faults_of(bad) == {
        "https://cdn.example.org/x.js",
        "script",
        "p style",
        "b",
        "b onclick",
    }


def test_a_visitor_of_the_public_site_loads_nothing_from_elsewhere(live_database: TestDatabase) -> None:
    host = next(host for host, site in settings.HOST_SITES.items() if site == "commercial")
    found = public_pages(host)

    assert len(found) >= 5
    assert {path: faults for path, page in found.items() if (faults := faults_of(page))} == {}
