"""Takes mail on one port and shows the list on another, on 127.0.0.1 only."""

import asyncio
import signal
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from counterparts.smtp_sink.mailbox import Mailbox

LARGEST_MAIL = 10 * 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """Ports (0 takes a free one), the folder of mails, and a certificate when mail must come encrypted."""

    port: int
    http_port: int
    folder: Path
    certificate: Path | None = None
    key: Path | None = None


class Taking:
    """Takes every mail for every address."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by the SMTP server when a mail is complete."""
        content = envelope.original_content or b""
        mail_id = self._mailbox.keep(
            envelope.mail_from or "", list(envelope.rcpt_tos), content, datetime.now(UTC)
        )
        return f"250 OK kept as {mail_id}"


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; prints `ready <smtp port> <list address>` when it can be asked."""
    mailbox = Mailbox(settings.folder)
    smtp = await asyncio.get_running_loop().create_server(
        lambda: _session(mailbox, settings), "127.0.0.1", settings.port
    )
    runner = web.AppRunner(application(mailbox), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", settings.http_port).start()
    smtp_port, http_port = smtp.sockets[0].getsockname()[1], runner.addresses[0][1]
    print(f"ready {smtp_port} http://127.0.0.1:{http_port}/messages.json", flush=True)
    await _told_to_stop()
    smtp.close()
    await runner.cleanup()


def application(mailbox: Mailbox) -> web.Application:
    """The list: `GET /messages.json[?to=ADDRESS]`, `GET /messages/ID.eml`, `DELETE /messages.json`."""

    async def index(request: web.Request) -> web.Response:
        return web.json_response(mailbox.messages(request.query.get("to")))

    async def show(request: web.Request) -> web.Response:
        content = mailbox.original(request.match_info["mail"])
        if content is None:
            raise web.HTTPNotFound(text="There is no such mail.")
        return web.Response(body=content, content_type="message/rfc822")

    async def clear(_: web.Request) -> web.Response:
        mailbox.clear()
        return web.Response(status=204)

    app = web.Application()
    app.router.add_get("/messages.json", index)
    app.router.add_delete("/messages.json", clear)
    app.router.add_get("/messages/{mail}.eml", show)
    return app


def _session(mailbox: Mailbox, settings: Settings) -> SMTP:
    context = None
    if settings.certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings.certificate, settings.key)
    return SMTP(
        Taking(mailbox),
        hostname="mail.localhost",
        data_size_limit=LARGEST_MAIL,
        enable_SMTPUTF8=True,
        tls_context=context,
        require_starttls=context is not None,
    )


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
