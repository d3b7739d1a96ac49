"""Shows the page, takes the card, sends the payer back to the studio."""

from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader

from counterparts.stripe.accounts import Account
from counterparts.stripe.currencies import written
from counterparts.stripe.desk import Desk
from counterparts.stripe.failures import CardFailure
from counterparts.stripe.hosted_page.form import TypedCard, read
from counterparts.stripe.hosted_page.paying import complete
from counterparts.stripe.resources import checkout_sessions
from counterparts.stripe.store import Record

HERE = Path(__file__).parent
PAGES = Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def routes(desk: Desk) -> list[web.RouteDef]:
    """The page's addresses, bound to this desk."""

    async def show(request: web.Request) -> web.StreamResponse:
        account, session = _session(desk, request)
        return _page(account, session, TypedCard())

    async def pay(request: web.Request) -> web.StreamResponse:
        typed = await request.post()
        account, session = _session(desk, request)
        answer = _take(desk, account, session, dict(typed))
        desk.deliveries.wake()
        return answer

    async def style(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(HERE / "page.css", headers={"Cache-Control": "no-cache"})

    return [
        web.get("/c/pay/{session}", show),
        web.post("/c/pay/{session}", pay),
        web.get("/c/assets/page.css", style),
    ]


def _session(desk: Desk, request: web.Request) -> tuple[Account, Record]:
    session_id = request.match_info["session"]
    account_id = desk.store.owner(session_id)
    if account_id is None or not session_id.startswith("cs_"):
        raise web.HTTPNotFound(text="There is no such checkout page.")
    account = desk.account(account_id)
    with desk.store.transaction():
        return account, checkout_sessions.current(account, account.get("checkout.session", session_id))


def _take(desk: Desk, account: Account, session: Record, typed: dict[str, object]) -> web.StreamResponse:
    if session["status"] == "complete":  # the second click of a double click
        return _back(session)
    if session["status"] != "open":
        return _page(account, session, TypedCard())
    form = read(typed, account.month, asks_email=_asks_email(session))
    if form.card is None:
        return _page(account, session, form, status=422)
    try:
        with desk.store.transaction(CardFailure):
            session = complete(account, session, form.card, form.email, form.cardholder_name)
    except CardFailure as refusal:
        form.mistakes["card_number"] = str(refusal)
        return _page(account, session, form, status=402)
    return _back(session)


def _back(session: Record) -> web.StreamResponse:
    address = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
    return web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def _asks_email(session: Record) -> bool:
    return session["customer"] is None and session["customer_email"] is None


def _page(account: Account, session: Record, form: TypedCard, status: int = 200) -> web.Response:
    lines = [
        {**line, "amount": written(line["unit_amount"] * line["quantity"], line["currency"])}
        for line in account.store.private(session["id"])["lines"]
    ]
    total = written(session["amount_total"], session["currency"]) if session["mode"] == "payment" else None
    text = PAGES.get_template("page.html").render(
        studio=account.name,
        session=session,
        lines=lines,
        total=total,
        form=form,
        asks_email=_asks_email(session),
    )
    return web.Response(text=text, status=status, content_type="text/html", headers=_guards(session))


def _guards(session: Record) -> dict[str, str]:
    """Nothing but our own style, and a form that goes to us and on to the studio's own page."""
    parts = urlsplit(session["success_url"])
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {parts.scheme}://{parts.netloc}"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
