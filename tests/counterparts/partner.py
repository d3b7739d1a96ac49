"""Starts the partner as the process it is."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from pytest_django import Settings

from tests.counterparts.certificates import TestCertificates
from tests.counterparts.running import ended, ready, started

HOSTS = ("api.harbor-insurance.example", "www.harbor-insurance.example")


class RunningPartner:
    """The insurer behind TLS; `address` is `https://partner.localhost:PORT`."""

    def __init__(self, address: str, certificates: TestCertificates) -> None:
        self.address = address
        trust = ssl.create_default_context(cafile=str(certificates.authority))
        self.http = httpx.Client(verify=trust, trust_env=False)

    def known(self, **control: str) -> dict[str, Any]:
        """What it was told; with ``continue_at`` it leads families there from now on."""
        answer = self._ask("POST" if control else "GET", "/_control", json=control or None)
        return answer.json()

    def page(self, url: str) -> httpx.Response:
        """What a browser finds at one of its pages."""
        return self._ask("GET", httpx.URL(url).path)

    def _ask(self, method: str, path: str, **wish: Any) -> httpx.Response:
        url = httpx.URL(self.address)
        request = self.http.build_request(method, url.copy_with(host="127.0.0.1", path=path), **wish)
        request.headers["Host"] = f"partner.localhost:{url.port}"
        request.headers["X-Counterpart-Control"] = "yes"
        request.extensions["sni_hostname"] = "partner.localhost"
        return self.http.send(request)


@contextmanager
def running_partner(certificates: TestCertificates, settings: Settings) -> Iterator[RunningPartner]:
    """The insurer, running for as long as the block lasts, in the place of its registered hosts."""
    process = started(
        "counterparts.partner",
        *("--port", "0", "--certificate", str(certificates.certificate), "--key", str(certificates.key)),
    )
    partner = RunningPartner(ready(process).split()[1], certificates)
    settings.MUSEMINDER_COUNTERPARTS = dict.fromkeys(HOSTS, partner.address)
    settings.MUSEMINDER_EXTRA_CA = certificates.authority
    try:
        yield partner
    finally:
        partner.http.close()
        ended(process)
