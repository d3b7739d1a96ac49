"""Somebody at a browser with a fingerprint reader."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import WIDTHS
from tests.journeys.installation import PATIENCE, Installation

READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Visitor:
    """A person who reads labels and presses buttons; what a script complains of is kept in `complaints`."""

    def __init__(self, chromium: Browser, at: Installation, site: str, width: int) -> None:
        self.at, self.site = at, site
        size = {"width": width, "height": WIDTHS[width]}
        context = chromium.new_context(locale="en-US", viewport=size)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE * 1000)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        devices = context.new_cdp_session(self.page)
        devices.send("WebAuthn.enable")
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": READER})

    def open(self, path: str) -> None:
        """Type an address: one of the own site's pages, or a whole one."""
        self.page.goto(path if path.startswith("https:") else self.at.address(self.site, path))

    def write(self, **fields: str) -> None:
        """Fill in fields by their labels: `first_name="…"` is the field *First name…*."""
        for label, text in fields.items():
            self.field(label).fill(text)

    def choose(self, **fields: str) -> None:
        """Choose from lists by their labels, what is read in them."""
        for label, choice in fields.items():
            self.field(label).select_option(label=choice)

    def field(self, label: str) -> Locator:
        """The field whose label begins with these words."""
        words = re.compile(f"^{label.replace('_', '.')}", re.IGNORECASE)
        return self.page.get_by_label(words).locator("visible=true").first

    def press(self, name: str) -> None:
        """Press the button of this name and wait for the page after it."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the link of this name and wait for the page behind it."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("link", name=name, exact=True).locator("visible=true").first.click()

    def reads(self, text: str | re.Pattern[str]) -> None:
        """Wait until the page says this somewhere."""
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(
            timeout=PATIENCE * 1000
        )

    def is_at(self, heading: str | re.Pattern[str]) -> None:
        """Wait until the page is the one with this heading."""
        found = self.page.get_by_role("heading", level=1)
        expect(found).to_have_text(heading, timeout=PATIENCE * 1000)
