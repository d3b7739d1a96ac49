"""Walking through the public site as a visitor would: from the front page, along its own links."""

from __future__ import annotations

from html.parser import HTMLParser

from django.test import Client

MOST = 200
NOT_ASKING = {"hidden", "submit", "button", "reset"}


class _Page(HTMLParser):
    """The links of a page, and its fields."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fields: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].partition("#")[0])
        if tag in ("input", "textarea", "select") and given.get("type", "text") not in NOT_ASKING:
            self.fields.append(f"{tag} {given.get('name', '')}".strip())


def asking_fields(body: str) -> list[str]:
    """The fields of a page that ask a visitor for something."""
    return _read(body).fields


def public_pages(host: str) -> dict[str, str]:
    """Every page that a visitor reaches from the front page, by its address, with its text."""
    client = Client(headers={"host": host}, raise_request_exception=False)
    waiting, found = ["/"], dict[str, str]()
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        if path in found:
            continue
        answer = client.get(path, secure=True)
        if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        found[path] = answer.content.decode()
        waiting += _read(found[path]).links
    return found


def _read(body: str) -> _Page:
    page = _Page()
    page.feed(body)
    return page
