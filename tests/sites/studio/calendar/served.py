"""The studio site served over TLS to a real browser, for what only a script can do."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import trustme
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Page

from tests.browser import browser
from tests.schools import Person

HOST = "studio.localhost"


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing: the test says what went wrong."""


class _Secure(WSGIHandler):
    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        environ["wsgi.url_scheme"] = "https"
        return super().__call__(environ, start_response)


@contextmanager
def studio_page(person: Person, folder: Path) -> Iterator[tuple[Page, str]]:
    """A browser in which this person is signed in, in another time zone than the studio's, and the site's address.

    Whatever the browser complains about fails the test at the end.
    """
    certificate = trustme.CA().issue_cert(HOST)
    chain, leaf = folder / "chain.pem", folder / "leaf.pem"
    certificate.private_key_and_cert_chain_pem.write_to_path(str(chain))
    certificate.cert_chain_pems[0].write_to_path(str(leaf))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(str(chain))
    server = make_server("127.0.0.1", 0, _Secure(), _Threaded, _Silent)
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    address, complaints = f"https://{HOST}:{server.server_port}/", list[str]()
    try:
        with browser([leaf]) as chromium:
            context = chromium.new_context(
                locale="en-US", timezone_id="Asia/Tokyo", viewport={"width": 1440, "height": 1300}
            )
            cookie = {"name": "__Host-studio", "value": person.secret, "url": address, "secure": True}
            context.add_cookies([cookie])  # type: ignore[list-item]
            page = context.new_page()
            page.on("pageerror", lambda wrong: complaints.append(str(wrong)))
            yield page, address
            assert complaints == []
    finally:
        server.shutdown()
        server.server_close()
