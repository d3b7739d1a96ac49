"""An HTTPS address of a studio: takes webhooks, answers as told, welcomes payers who come back."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.counterparts.certificates import TestCertificates

PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Received:
    """One webhook as it came."""

    body: bytes
    signature: str

    @property
    def event(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class Receiver:
    """`answers` are the statuses for the next requests; after that every answer is 200."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    visited: list[str] = field(default_factory=list)

    def kinds(self) -> list[str]:
        """The kinds of the events received, in order."""
        return [one.event["type"] for one in self.received]

    def wait_for(self, count: int) -> list[Received]:
        """Wait until so many came; fails the test after ten seconds."""
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self.received) < count:
            assert time.monotonic() < until, f"only {self.kinds()} came, {count} were awaited"
            time.sleep(0.02)
        return self.received[:count]


@contextmanager
def receiving(certificates: TestCertificates) -> Iterator[Receiver]:
    """A receiver listening on `https://studio.localhost:PORT/webhook`."""
    receiver = Receiver()

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(Received(body, self.headers["Stripe-Signature"]))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            if self.path != "/favicon.ico":
                receiver.visited.append(self.path)
            welcome = b"<!doctype html><html lang=en><title>Studio</title><h1>Welcome back</h1></html>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(welcome)))
            self.end_headers()
            self.wfile.write(welcome)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate, certificates.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.url = f"https://studio.localhost:{server.server_address[1]}/webhook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
