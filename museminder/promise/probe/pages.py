"""Every address of both sites, asked for with another studio's ids and under another studio's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver  # noqa: TID251  the probe walks what sites serve

from museminder.primitives.ids import uuid7
from museminder.promise.probe.attempts import Attempt
from museminder.promise.probe.filling import SECOND_FAMILY, Filled, Person

SITES = ("member", "studio")  # the office's own pages may end what a member sees
# Whose id a parameter of an address is, where its name does not say it.
NAMED = {
    "account": "billing.FamilyAccount",
    "feed": "courses.CalendarFeed",
    "held": "privacy.HeldReveal",
    "hold": "privacy.LegalHold",
    "request": "privacy.PrivacyRequest",
    "template": "courses.ScheduleTemplate",
    "grant": "oversight.SupportGrant",
    "denial": "people.CustodyDenial",
    "kept": "people.Family",
    "merged": SECOND_FAMILY,
    "batch": "switching.ImportBatch",
    "question": "switching.ImportQuestion",
    "row": "switching.ImportRow",
}
# Parameters that are no ids, and what a page needs to be told besides its address.
VALUES = {"kind": "family", "partner": "harbor", "number": "1"}  # of a posted version of the policy
ASKED = {"calendar/events.json": {"start": "2026-05-18", "end": "2026-05-25"}}
SENT = {"calendar/feeds/create/": {"owner": "people.StaffMember"}}
# Ids of entries in the vault, which no studio has a row of: tests/sites/studio/privacy/test_checkpoints.py.
ELSEWHERE = ("privacy/checkpoints/proofs/<uuid:entry_id>.txt",)
ENDING = {"remove", "revoke", "end", "void", "undo", "cancel"}
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_REFUSED = {404, 405}
_ANSWERED = {200, 201, 302, 303, 409, 422}


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of a site's addresses: its text and whose ids are in it."""

    site: str
    pattern: str
    owners: tuple[tuple[str, str], ...]  # (parameter, label of the model); an empty label when nobody knows

    @property
    def ids(self) -> dict[str, str]:
        """Whose id each parameter is, by its name."""
        return dict(self.owners)

    def path(self, slug: str, ids: dict[str, Any]) -> str:
        """The address in one studio with these ids."""
        values = {"studio_slug": slug, **VALUES, **{name: str(value) for name, value in ids.items()}}
        return "/" + _PARAMETER.sub(lambda found: values.get(found[2], "unknown"), self.pattern)


def addresses() -> list[Address]:
    """Every address inside a studio, walked from the sites' own lists."""
    return [
        Address(
            site,
            pattern,
            tuple((name, _owner_of(name)) for kind, name in _PARAMETER.findall(pattern) if kind == "uuid"),
        )
        for site in SITES
        for pattern in _walk(get_resolver(f"museminder.config.urls.{site}"), "")
        if "<slug:studio_slug>" in pattern and not pattern.endswith(ELSEWHERE)
    ]


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        text = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, text)
        else:
            yield text


def _owner_of(parameter: str) -> str:
    name = parameter.removesuffix("_id")
    known = {model.__name__.lower(): model._meta.label for model in apps.get_models()}
    return NAMED.get(name) or known.get(name.replace("_", ""), "")


def attempt_pages(mine: Filled, theirs: Filled) -> Iterator[Attempt]:
    """Ask for every address as ``mine``'s people with ``theirs``'s ids; another studio's id must be like any id."""
    people = {"studio": mine.owner, "member": mine.guardian}
    clients = {site: client_of(people[site]) for site in SITES}
    every = addresses()
    tried = {each: list(crossing(clients[each.site], each, mine, theirs)) for each in every}
    for address in sorted(
        every, key=_ends_something
    ):  # one's own pages come last: some of them change things
        works = _own_page_opens(clients[address.site], address, mine)
        for how, case, outcome, crossed in tried[address]:
            yield Attempt(
                f"{address.site} page", f"/{address.pattern}", how, case, outcome, crossed, twin=works
            )


def _ends_something(address: Address) -> bool:
    return any(word in ENDING for word in address.pattern.split("/"))


def client_of(person: Person) -> Client:
    """A browser that holds this person's cookie."""
    host = next(host for host, site in settings.HOST_SITES.items() if site == person.site)
    client = Client(headers={"host": host}, raise_request_exception=False)
    client.cookies[f"__Host-{person.site}"] = person.secret
    return client


def crossing(
    client: Client, address: Address, mine: Filled, theirs: Filled
) -> Iterator[tuple[str, str, str, bool]]:
    """The same address with ids of the other studio, under either name, beside the same with ids of nobody."""
    own, other = _ids(address, mine), _ids(address, theirs)
    nobody = {name: uuid7() for name in address.ids}
    ways = [("other studio's address", theirs.slug, other, "nowhere", nobody)]
    if address.ids:
        ways.append(("other studio's id", mine.slug, other, mine.slug, nobody))
    if len(address.ids) > 1:  # their record beside one's own
        last = list(address.ids)[-1]
        mixed, random = own | {last: other[last]}, own | {last: nobody[last]}
        ways.append(("other studio's id beside one's own", mine.slug, mixed, mine.slug, random))
    for case, slug, ids, random_slug, random_ids in ways:
        for method in ("get", "post"):
            found = _ask(client, method, address.path(slug, ids))
            expected = _ask(client, method, address.path(random_slug, random_ids))
            same = (found.status_code, found.content) == (expected.status_code, expected.content)
            said = f"{found.status_code}" if same else f"{found.status_code}, unlike a random id"
            yield method.upper(), case, said, not (same and found.status_code in _REFUSED)


def _ids(address: Address, studio: Filled) -> dict[str, Any]:
    return {
        name: studio.rows[label].pk if label in studio.rows else uuid7()
        for name, label in address.ids.items()
    }


def _ask(client: Client, method: str, path: str, sent: dict[str, Any] | None = None) -> Any:
    return getattr(client, method)(path, sent, secure=True)


def _own_page_opens(client: Client, address: Address, mine: Filled) -> bool:
    """Whether the address answers with one's own ids: looked at, or, where it only takes forms, sent one."""
    if any(label not in mine.rows for label in address.ids.values()):
        return False
    path, page = address.path(mine.slug, _ids(address, mine)), address.pattern.partition("/")[2]
    found = _ask(client, "get", path, ASKED.get(page))
    if found.status_code == 405:
        form = {name: str(mine.rows[label].pk) for name, label in SENT.get(page, {}).items()}
        found = _ask(client, "post", path, form)
    return found.status_code in _ANSWERED
