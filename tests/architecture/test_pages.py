"""Every page says who may open it, or why anybody may."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.urls import URLPattern, URLResolver

from museminder.foundation.identity.permissions import Permission
from museminder.web.pages import Open

SITES = ("commercial", "studio", "member", "operator")
# Views that are not ours to decorate, each with its own guard.
BORROWED = {
    "allauth.": "signs people in: that is its own door",
    "django.views.i18n": "words for scripts",
    "museminder.foundation.identity.pages": "one's own account, outside any studio: signed in, or by invitation",
}


@pytest.mark.parametrize("site", SITES)
def test_every_page_declares_its_permission(site: str) -> None:
    silent = [
        address
        for address, view in pages_of(site)
        if not isinstance(getattr(view, "permission", None), Permission | Open) and not borrowed(view)
    ]

    assert silent == []


@pytest.mark.parametrize("site", SITES)
def test_every_site_has_pages(site: str) -> None:
    assert len(list(pages_of(site))) > 0


@pytest.mark.parametrize("site", SITES)
def test_every_open_page_gives_its_reason(site: str) -> None:
    silent = [
        address
        for address, view in pages_of(site)
        if isinstance(getattr(view, "permission", None), Open) and not view.permission.reason.strip()
    ]

    assert silent == []


@pytest.mark.parametrize("site", SITES)
def test_every_page_inside_a_studio_asks_for_a_permission(site: str) -> None:
    ajar = [
        address
        for address, view in pages_of(site)
        if "<slug:studio_slug>" in address and not isinstance(getattr(view, "permission", None), Permission)
    ]

    assert ajar == []


def pages_of(site: str) -> Iterator[tuple[str, object]]:
    yield from walk(import_module(f"museminder.config.urls.{site}").urlpatterns, "/")


def walk(patterns: list[URLPattern | URLResolver], above: str) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        address = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def borrowed(view: object) -> bool:
    return any(view.__module__.startswith(name) for name in BORROWED)
