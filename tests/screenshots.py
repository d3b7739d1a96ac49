"""Pictures of the main pages with the demonstration studio's people: `bin/screenshots [--theme dark]`.

Signs in with a session of its own, as the command line does, and ends it afterwards.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "museminder.config.settings.development")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running beside us

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import OperationalError  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402

from museminder.domain.billing.models import FamilyAccount  # noqa: E402
from museminder.domain.switching.actions.checks import check_batch  # noqa: E402
from museminder.domain.switching.actions.uploads import set_reading, upload_files  # noqa: E402
from museminder.domain.switching.models import ImportBatch  # noqa: E402
from museminder.foundation.identity.models import Account  # noqa: E402
from museminder.foundation.tenancy.context import site, studio_context  # noqa: E402
from museminder.primitives import clock  # noqa: E402
from museminder.primitives.actor import Actor  # noqa: E402
from tests.browser import browser  # noqa: E402
from tests.schools import sign_in  # noqa: E402

FOLDER = Path(__file__).resolve().parents[1] / "docs/screenshots"
ROSTER = Path(__file__).resolve().parent / "data/switching/music-staff/ContactList.csv"
OWNER, GUARDIAN, SLUG = "honora@clerestory.example", "eleftheria@families.example", "clerestory"
WIDTHS = (390, 1440)
PAGES = {
    "studio-today": ("studio", ""),
    "studio-calendar": ("studio", "calendar/"),
    "studio-families": ("studio", "people/families/"),
    "studio-family": ("studio", "people/families/{family}/"),
    "studio-classes": ("studio", "courses/"),
    "studio-account": ("studio", "billing/accounts/{account}/"),
    "studio-postings": ("studio", "billing/postings/"),
    "studio-import": ("studio", "switching/imports/{roster}/"),
    "member-home": ("member", ""),
    "member-account": ("member", "billing/"),
    "member-schedule": ("member", "schedule/"),
    "member-family": ("member", "people/"),
}


def _places(secret: str) -> dict[str, str]:
    with site("studio"), studio_context(secret, SLUG) as entry:
        account = FamilyAccount.objects.select_related("family").order_by("number")[0]
        actor = Actor(account_id=entry.account_id, name=entry.member_name)
        roster = ImportBatch.objects.filter(state="checked").first() or _look_a_roster_over(actor)
        return {"family": str(account.family_id), "account": str(account.pk), "roster": str(roster.pk)}


def _look_a_roster_over(by: Actor) -> ImportBatch:
    """An import that stands before its last step: nothing of it is written."""
    asked: dict[str, Any] = {"by": by, "at": clock.now()}
    batch = upload_files(files=[(ROSTER.name, ROSTER.read_bytes())], **asked)
    (file,) = batch.files.all()
    reading = {"kinds": {file.name: file.kind}, "mappings": {file.name: file.mapping}}
    set_reading(batch_id=batch.pk, date_order="mdy", **reading, **asked)
    return check_batch(batch_id=batch.pk, **asked)


def _take(chromium: Browser, name: str, secrets: dict[str, str], address: str, theme: str) -> None:
    on = PAGES[name][0]
    base = f"https://{on}.localhost:{settings.PORT}/"
    for width in WIDTHS:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
        cookie = {"name": f"__Host-{on}", "value": secrets[on], "url": base, "secure": True}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        answer = page.goto(f"{base}{SLUG}/{address}", wait_until="networkidle")
        if answer is None or answer.status != 200:
            raise SystemExit(f"{name} answered {answer.status if answer else 'nothing'}")
        page.screenshot(
            path=FOLDER / f"{name}-{width}{'' if theme == 'light' else '-dark'}.png", full_page=width == 1440
        )
        context.close()


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--only", nargs="*", choices=PAGES, default=list(PAGES))
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    people = {"studio": OWNER, "member": GUARDIAN}
    try:
        secrets = {on: sign_in(Account.objects.get(email=email), on) for on, email in people.items()}
    except OperationalError:
        sys.exit("MuseMinder does not run here: start bin/run first.")
    places = _places(secrets["studio"])
    certificate = Path(settings.MUSEMINDER_HOME) / "certificates/certificate.pem"
    with browser([certificate]) as chromium:
        for name in given.only:
            _take(chromium, name, secrets, PAGES[name][1].format(**places), given.theme)
            print(f"{name}: {', '.join(map(str, WIDTHS))} px", flush=True)


if __name__ == "__main__":
    main()
