"""A real browser for tests: Chromium that trusts the authority of this computer, pictures, accessibility."""

import base64
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import SynchronousOnlyOperation
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = {390: 844, 1440: 900}  # a phone, a desk; and their heights
THEMES = ("light", "dark")
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
TALLEST = 6000  # a longer page is cut off in its picture
CHECKED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


@contextmanager
def browser(certificates: Iterable[Path] = ()) -> Iterator[Browser]:
    """A headless Chromium that accepts exactly these certificates (PEM files) and no other wrong one.

    Their keys are pinned: ignoring all errors would make passkeys refuse to work.
    """
    pins = ",".join(key_pin(path) for path in certificates)
    args = [*_QUIET, *([f"--ignore-certificate-errors-spki-list={pins}"] if pins else [])]
    system = {"executable_path": str(SYSTEM_CHROMIUM)} if SYSTEM_CHROMIUM.exists() else {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(headless=True, args=args, **system)
        try:
            yield chromium
        finally:
            # While Playwright's loop runs, Django keeps this thread's connections apart from those of a thread without
            # one: nobody else would find and close them, and the next browser would be given them, long dead.
            with suppress(SynchronousOnlyOperation):  # where nobody may open one beside the loop, nobody did
                connections.close_all()
            chromium.close()


def key_pin(certificate: Path) -> str:
    """The hash of a certificate's public key, as Chromium's switch takes it."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    public = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()


ONCE_EACH = tuple(zip(WIDTHS, THEMES, strict=True))  # each width and each theme once


def look(page: Page, width: int, theme: str) -> None:
    """Shows the page at a width and in a theme, without motion."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.evaluate("document.fonts.ready.then(() => true)")  # wait_for_function needs eval: refused


def pictures(
    page: Page, path: Path, widths: Iterable[int] = WIDTHS, themes: Iterable[str] = THEMES
) -> list[Path]:
    """Takes the open page at every width and in every theme: `family` becomes family-390-light.png, …"""
    taken = []
    path.parent.mkdir(parents=True, exist_ok=True)
    for width in widths:
        for theme in themes:
            look(page, width, theme)
            page.evaluate("scrollTo(0, 0)")
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": max(WIDTHS[width], min(height, TALLEST))})
            picture = path.with_name(f"{path.name}-{width}-{theme}.png")
            page.screenshot(path=str(picture), animations="disabled")
            page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            taken.append(picture)
    return taken


def axe(page: Page) -> list[str]:
    """What the accessibility checker finds wrong with the page as it is shown now, one sentence each."""
    found = Axe().run(page, options={"runOnly": CHECKED, "resultTypes": ["violations"]})
    return [_sentence(violation) for violation in found.response["violations"]]


def axe_everywhere(page: Page) -> list[str]:
    """The same at both widths and in both themes."""
    found = []
    for width in WIDTHS:
        for theme in THEMES:
            look(page, width, theme)
            found += [f"{width} {theme}: {sentence}" for sentence in axe(page)]
    return found


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen; 0 is right."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Controls that are hard to hit with a thumb: lower than `least` pixels."""
    return list(
        page.evaluate(
            """least => [...document.querySelectorAll("a.button, button, summary, select, textarea, input")]
                .filter((it) => !it.matches("[type=radio], [type=checkbox], [type=hidden]"))
                .map((it) => [it, Math.round(it.getBoundingClientRect().height)])
                .filter(([it, height]) => height > 1 && height < least)
                .map(([it, height]) => `${it.tagName.toLowerCase()} ${it.className} ${height}`)""",
            least,
        )
    )


def _sentence(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    where = " | ".join(node["html"][:160] for node in nodes[:3])
    why = nodes[0]["any"][0]["message"] if nodes[0]["any"] else violation["help"]
    return f"{violation['id']} on {len(nodes)}: {why}: {where}"


def barriers(page: Page, name: str, looks: Iterable[tuple[int, str]] | None = None) -> list[str]:
    """What keeps somebody from using the open page, at these widths and in these themes; each with each if not said.

    Pictures of it are left in the folder that ``MUSEMINDER_PICTURES`` names, if it does.
    """
    if folder := os.environ.get("MUSEMINDER_PICTURES"):
        pictures(page, Path(folder) / name)
    found = []
    for width, theme in looks or [(width, theme) for width in WIDTHS for theme in THEMES]:
        look(page, width, theme)
        found += [f"{name} {width} {theme}: {one}" for one in axe(page)]
        found += [f"{name} {width} {theme} is too wide"] if overflow(page) else []
    return found
