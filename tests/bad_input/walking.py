"""Every form of both sites, found on the pages of the people who use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from museminder.promise.probe.filling import Filled
from museminder.promise.probe.pages import Address, addresses, client_of
from tests.bad_input.html_forms import Page, PageForm, read_page


@dataclass(frozen=True, slots=True)
class Found:
    """A form, and the page it stands on."""

    site: str
    pattern: str  # of the address it is sent to
    page: str  # path with query
    to: str  # path with query
    form: PageForm

    def __str__(self) -> str:
        return f"{self.site}: {self.pattern}"


def clients_of(studio: Filled) -> dict[str, Client]:
    """The owner at the office, and a guardian on the families' site."""
    return {"studio": client_of(studio.owner), "member": client_of(studio.guardian)}


def find_forms(studio: Filled, clients: dict[str, Client]) -> list[Found]:
    """Every form that is sent, once for each address it is sent to and each set of fields."""
    found: dict[Any, Found] = {}
    for site, path, page in _pages(studio, clients):
        for form in page.forms:
            if form.method != "post":
                continue
            to = urljoin(path, form.action) if form.action else path
            pattern = _pattern(site, to)
            names = frozenset(name.rstrip("0123456789abcdef-") for name in form.fields)
            key = (site, pattern, names, form.pressed and form.pressed[0])
            if pattern and key not in found:
                found[key] = Found(site, pattern, path, to, form)
    return list(found.values())


def _pages(studio: Filled, clients: dict[str, Client]) -> Iterator[tuple[str, str, Page]]:
    """Every address with one's own records, and those that links lead to with something chosen in them."""
    seen: set[Any] = set()
    waiting = [(each.site, path) for each in addresses() if (path := _own(each, studio))]
    while waiting:
        site, path = waiting.pop(0)
        parts = urlsplit(path)
        chosen = frozenset(name for name, _value in parse_qsl(parts.query, keep_blank_values=True))
        key = (site, _pattern(site, path), chosen)
        if key in seen or not key[1]:
            continue
        seen.add(key)
        answer = clients[site].get(path, secure=True)
        if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = read_page(answer.content.decode())
        waiting += [(site, urljoin(path, link.replace("&amp;", "&"))) for link in page.links if "?" in link]
        yield site, path, page


def _own(address: Address, studio: Filled) -> str:
    if any(label not in studio.rows for label in address.ids.values()):
        return ""
    return address.path(studio.slug, {name: studio.rows[label].pk for name, label in address.ids.items()})


def _pattern(site: str, path: str) -> str:
    """The pattern an address belongs to; empty for one that is nowhere."""
    try:
        return str(resolve(urlsplit(path).path, f"museminder.config.urls.{site}").route)
    except Resolver404:
        return ""
