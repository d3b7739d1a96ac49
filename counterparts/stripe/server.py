"""Puts the counterpart together and keeps it running until it is told to stop."""

import asyncio
import contextlib
import signal
import ssl
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from counterparts.stripe import api, control
from counterparts.stripe.deliveries import Deliveries
from counterparts.stripe.desk import Desk
from counterparts.stripe.failures import Failure
from counterparts.stripe.faults import Faults
from counterparts.stripe.hosted_page import views as hosted_page
from counterparts.stripe.idempotency import IdempotencyKeys
from counterparts.stripe.resources.webhook_endpoints import is_this_computer
from counterparts.stripe.store import Store

LARGEST_REQUEST = 256 * 1024


@dataclass(frozen=True)
class Settings:
    """Where it listens, what it shows as certificate, where it remembers, whom its webhooks trust."""

    port: int
    certificate: Path
    key: Path
    state: Path
    trust: Path | None = None


async def serve(settings: Settings) -> None:
    """Serve on 127.0.0.1 until SIGTERM or SIGINT; prints `ready <address>` when it can be asked."""
    store = Store(settings.state)
    trust = ssl.create_default_context(cafile=str(settings.trust) if settings.trust else None)
    desk = Desk(store, Faults(), Deliveries(store, trust), IdempotencyKeys(store), "")
    runner = web.AppRunner(application(desk), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", settings.port, ssl_context=_certificate(settings))
    await site.start()
    desk.public_address = f"https://pay.localhost:{runner.addresses[0][1]}"
    deliveries = asyncio.create_task(desk.deliveries.work())
    print(f"ready {desk.public_address}", flush=True)
    await _told_to_stop()
    deliveries.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await deliveries
    await runner.cleanup()
    store.close()


def application(desk: Desk) -> web.Application:
    """The web application: protocol, hosted page and controls over one desk."""
    app = web.Application(middlewares=[_shape_failures], client_max_size=LARGEST_REQUEST)
    app.router.add_routes(api.routes(desk))
    app.router.add_routes(hosted_page.routes(desk))
    app.router.add_routes(control.routes(desk))
    return app


@web.middleware
async def _shape_failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every failure in Stripe's shape, and nobody served who came under a foreign name."""
    if not is_this_computer(request.url.host):
        return _failed(Failure(403, "invalid_request_error", "This stand-in serves this computer only."))
    try:
        return await handler(request)
    except Failure as failure:
        return _failed(failure)
    except web.HTTPNotFound as nothing:
        if request.path.startswith("/c/"):
            raise
        sentence = f"Unrecognized request URL ({request.method}: {request.path})."
        return _failed(Failure(nothing.status, "invalid_request_error", sentence))


def _failed(failure: Failure) -> web.Response:
    headers = {"Stripe-Should-Retry": "false"} if failure.status in {400, 401, 403, 404} else {}
    return web.json_response(failure.body("none"), status=failure.status, headers=headers)


def _certificate(settings: Settings) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(settings.certificate, settings.key)
    return context


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
