"""What every story needs: a whole running MuseMinder and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from museminder.web import assets
from tests.browser import browser
from tests.databases import TestDatabase
from tests.journeys.four_sites import FourSites, four_sites
from tests.journeys.installation import Installation, running
from tests.journeys.visitor import Visitor


@pytest.fixture
def installation(live_database: TestDatabase, tmp_path: Path) -> Iterator[Installation]:
    """MuseMinder over an empty database: nobody has an account, there is no studio."""
    with running(live_database.name, tmp_path) as started:
        yield started


@pytest.fixture
def chromium(installation: Installation) -> Iterator[Browser]:
    with browser([installation.files.certificate]) as opened:
        yield opened


@pytest.fixture
def owner(chromium: Browser, installation: Installation) -> Visitor:
    """Somebody at a desk, on the studio site."""
    return Visitor(chromium, installation, "studio", 1440)


@pytest.fixture
def guardian(chromium: Browser, installation: Installation) -> Visitor:
    """Somebody with a phone, on the member site."""
    return Visitor(chromium, installation, "member", 390)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FourSites]:
    """One server and one browser for all stories of a file."""
    assets.build()
    with pytest.MonkeyPatch.context() as surroundings, four_sites(tmp_path_factory.mktemp("tls")) as served:
        surroundings.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running beside us
        yield served


@pytest.fixture
def sites(live_database: TestDatabase, four: FourSites) -> Iterator[FourSites]:
    """The four sites over a database of the story's own; a script that complains fails the story."""
    yield four
    for context in four.chromium.contexts:
        context.close()
    complaints, four.complaints = four.complaints, []
    assert complaints == []
