"""The public pages in a browser: nothing wrong for a screen reader, nothing wider than a phone, nobody else asked."""

from __future__ import annotations

import pytest

from museminder.sites.commercial import urls
from tests.browser import axe, browser, look, overflow
from tests.publics import Public

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("posted", "checked")]
PAGES = {
    "home": "",
    "features": "features/",
    "prices": "prices/?country=CA",
    "sign-up": "sign-up/",
    "sign-up-sent": "sign-up/sent/",
    "contact": "contact/",
    "contact-sent": "contact/sent/",
    "promise": "promise/",
    "data-map": "promise/data-map/",
    "third-parties": "promise/third-parties/",
    "legal-demands": "promise/legal-demands/",
    "changes-of-control": "change-of-control/",
    "policies": "policy/",
    "policy": "policy/2/",
}
FILES = {"promise-json", "security-text"}  # for programs: no page to look at
SHOWN = ((390, "light"), (1440, "dark"))
READ_ALOUD = {
    "home",
    "policies",
    "prices",
    "contact",
}  # the long ones have the same parts, and take a minute each


def test_every_public_page_reads_well_and_asks_nobody_else(
    served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running beside us
    assert {pattern.name for pattern in urls.outside} == {*PAGES, *FILES}
    asked: set[str] = set()
    faults: dict[str, list[str]] = {}
    with browser() as chromium:
        page = chromium.new_context(locale="en-US", reduced_motion="reduce").new_page()
        page.on("request", lambda request: asked.add(request.url.split("/")[2]))
        for name, path in PAGES.items():
            assert page.goto(f"{served}{path}", wait_until="networkidle").status == 200
            faults[name] = []
            for width, theme in SHOWN:
                look(page, width, theme)
                faults[name] += axe(page) if name in READ_ALOUD else []
                faults[name] += [f"{pixels} pixels too wide"] if (pixels := overflow(page)) else []

        kept = {cookie["name"] for cookie in page.context.cookies()}

    assert {name: found for name, found in faults.items() if found} == {}
    assert asked == {served.split("/")[2]}
    assert kept <= {"csrf"}  # against forged forms; there is no session, and nothing tells visitors apart


def test_a_studio_is_signed_up_with_the_keyboard_alone(
    served: str, public: Public, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browser() as chromium:
        page = chromium.new_context(locale="es-ES", reduced_motion="reduce").new_page()
        page.goto(f"{served}sign-up/")
        page.get_by_label("Nombre del estudio").focus()
        page.keyboard.type("Música de la calle Arce")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator(".form-errors:focus").wait_for()  # what is wrong is read first
        page.get_by_label("Su dirección de correo").focus()
        page.keyboard.type("ida@example.com")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sign-up/sent/")
        title = page.get_by_role("heading", level=1).inner_text()

    assert title == "Una carta está en camino"
    assert public.do("select studio_name, language from published.letter") == [
        ("Música de la calle Arce", "es")
    ]
