"""The public pages in a browser: nothing wrong for a screen reader, nothing wider than a phone, nobody else asked."""

from __future__ import annotations

import pytest

from tests.browser import axe, browser, look, overflow

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("posted", "checked")]
PAGES = {
    "home": "",
    "promise": "promise/",
    "data-map": "promise/data-map/",
    "third-parties": "promise/third-parties/",
    "policies": "policy/",
    "policy": "policy/2/",
}
SHOWN = ((390, "light"), (1440, "dark"))
READ_ALOUD = {"home", "policies"}  # the long ones have the same parts, and take a minute each


def test_every_public_page_reads_well_and_asks_nobody_else(
    served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running beside us
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

    assert {name: found for name, found in faults.items() if found} == {}
    assert asked == {served.split("/")[2]}
