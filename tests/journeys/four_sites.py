"""The four sites, served over TLS by this very process, and people at browsers who are signed in already.

What a whole installation does is in `installation.py`; a story about one promise needs no sign-up and no worker of its
own, and shares the browser with the others.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import trustme
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from playwright.sync_api import Browser, Page

from museminder.foundation.identity.actions.sessions import start_session
from museminder.foundation.identity.models import Account
from museminder.primitives.clock import now
from tests.browser import browser
from tests.journeys.installation import PATIENCE
from tests.schools import Person
from tests.sites.member.billing.paying import work

HOSTS = {site: f"{site}.localhost" for site in ("studio", "member", "operator")} | {"commercial": "localhost"}


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing: the test says what went wrong."""


class _Secure(WSGIHandler):
    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        environ["wsgi.url_scheme"] = "https"
        return super().__call__(environ, start_response)


@dataclass
class FourSites:
    """Where the sites are, and a browser to open them with; what scripts complain of is kept in `complaints`."""

    port: int
    chromium: Browser
    complaints: list[str] = field(default_factory=list)

    def address(self, site: str, path: str = "/") -> str:
        """The whole address of a page."""
        return f"https://{HOSTS[site]}:{self.port}{path}"

    def page_of(self, person: Person) -> Page:
        """A browser of this person's own, on their site; they have no password to show again."""
        account = Account.objects.using("owner").get(pk=person.account_id)
        account.set_unusable_password()
        account.save(using="owner")
        secret = start_session(
            account=account,
            site=person.site,
            at=now(),
            lasting=timedelta(hours=1),
            second_factor=True,
            browser="Chrome on Linux",
        )
        return self.page_with(secret, person.site)

    def page_with(self, secret: str, site: str) -> Page:
        """A browser that holds a cookie of a site; without one, a stranger's."""
        context = self.chromium.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE * 1000)
        if secret:
            cookie = {"name": f"__Host-{site}", "value": secret, "url": self.address(site), "secure": True}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.on("pageerror", lambda wrong: self.complaints.append(str(wrong)))
        return page


@contextmanager
def four_sites(folder: Path) -> Iterator[FourSites]:
    """Serve over whatever database the settings point at, until the block ends."""
    certificate = trustme.CA().issue_cert(*HOSTS.values())
    chain, leaf = folder / "chain.pem", folder / "leaf.pem"
    certificate.private_key_and_cert_chain_pem.write_to_path(str(chain))
    certificate.cert_chain_pems[0].write_to_path(str(leaf))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(str(chain))
    server = make_server("127.0.0.1", 0, _Secure(), _Threaded, _Silent)
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with browser([leaf]) as chromium:
            yield FourSites(server.server_port, chromium)
    finally:
        server.shutdown()
        server.server_close()


def beside(do: Callable[[], object]) -> None:
    """Do something where no browser keeps a loop running, and leave no connection behind."""

    def done() -> None:
        try:
            do()
        finally:
            connections.close_all()

    thread = Thread(target=done)
    thread.start()
    thread.join()


def worked() -> None:
    """Let a worker do what is waiting."""
    beside(work)


def press(page: Page, name: str) -> None:
    """Press the button of this name and wait for the page after it."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=name, exact=True).first.click()
