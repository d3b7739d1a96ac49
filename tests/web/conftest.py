"""The built files, and the gallery served to a real browser under the policy of the real sites."""

from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from playwright.sync_api import Browser, Page

from museminder.config.hosts import POLICY
from museminder.web import assets
from tests.browser import browser as start_browser


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """Pages name built files by their hash, so they must be there."""
    assets.build()


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of the gallery."""
    middleware = [
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "tests.web.conftest.policy",
    ]
    own = {"ROOT_URLCONF": "tests.web.gallery_urls", "MIDDLEWARE": middleware, "ALLOWED_HOSTS": ["127.0.0.1"]}
    # Over plain http a browser refuses cookies that say __Host-.
    cookies = {"CSRF_COOKIE_NAME": "csrf", "CSRF_COOKIE_SECURE": False}
    with override_settings(**own, **cookies):
        server = make_server("127.0.0.1", 0, WSGIHandler(), _Threaded, _Silent)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with start_browser() as started:
        yield started


@pytest.fixture
def page(chromium: Browser, gallery: str) -> Iterator[Page]:
    """The gallery, open; whatever the browser complains about fails the test."""
    context = chromium.new_context(locale="en-US", reduced_motion="reduce")
    shown, complaints = context.new_page(), []
    shown.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.goto(gallery)
    shown.wait_for_load_state("networkidle")
    yield shown
    context.close()
    assert complaints == []


def policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: the sites' own content security policy."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY.format(pay="")
        return response

    return answer


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *said: object) -> None:
        """Tests print what failed, not every request."""
