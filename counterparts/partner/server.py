"""The insurer: applications come in, are shown on a page of its own, and are forgotten when told to."""

import asyncio
import html
import signal
import ssl
from pathlib import Path
from typing import Any

from aiohttp import web

NAME = "partner.localhost"
PAGES = "https://www.harbor-insurance.example"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbor Instrument Insurance</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Harbor Instrument Insurance</h1>
<p>Your application for {child_name} ({instrument}) has arrived. This is a demonstration: nothing is insured.</p>
</main></body></html>"""


class Insurer:
    """What the insurer was told, by the number of the request, and every call as it came."""

    def __init__(self) -> None:
        self.applications: dict[str, dict[str, str]] = {}
        self.withdrawn: list[str] = []
        self.calls: list[dict[str, Any]] = []
        self.continue_at = ""  # a test may make it lead families astray

    async def apply(self, request: web.Request) -> web.Response:
        """Take an application; asked twice, it is the same."""
        number, told = request.match_info["number"], await request.json()
        self.calls.append({"path": request.path, "told": told})
        self.applications[number] = told
        return web.json_response({"continue_at": self.continue_at or f"{PAGES}/applications/{number}"})

    async def withdraw(self, request: web.Request) -> web.Response:
        """Forget everything told under a consent."""
        told = await request.json()
        self.calls.append({"path": request.path, "told": told})
        self.withdrawn.append(told["consent"])
        kept = {n: each for n, each in self.applications.items() if each.get("consent") != told["consent"]}
        self.applications = kept
        return web.json_response({"forgotten": True})

    async def page(self, request: web.Request) -> web.Response:
        """The insurer's own page, on which a family goes on."""
        told = self.applications.get(request.match_info["number"])
        if told is None:
            raise web.HTTPNotFound
        words = {name: html.escape(value) for name, value in told.items()}
        return web.Response(
            text=PAGE.format_map({"child_name": "", "instrument": "", **words}), content_type="text/html"
        )

    async def control(self, request: web.Request) -> web.Response:
        """What only tests may ask: what is known, and where families are led."""
        if request.headers.get("X-Counterpart-Control") != "yes":
            raise web.HTTPForbidden
        if request.method == "POST":
            self.continue_at = (await request.json())["continue_at"]
        known = {"applications": self.applications, "withdrawn": self.withdrawn, "calls": self.calls}
        return web.json_response(known)


async def serve(port: int, certificate: Path, key: Path) -> None:
    """Serve on 127.0.0.1 until SIGTERM or SIGINT; prints `ready <address>` when it can be asked."""
    insurer, app = Insurer(), web.Application(client_max_size=64 * 1024)
    app.router.add_post("/applications/{number}", insurer.apply)
    app.router.add_get("/applications/{number}", insurer.page)
    app.router.add_post("/withdrawals", insurer.withdraw)
    app.router.add_route("*", "/_control", insurer.control)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=context).start()
    print(f"ready https://{NAME}:{runner.addresses[0][1]}", flush=True)
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
    await runner.cleanup()
