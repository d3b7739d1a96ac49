"""A browser on one site, for the tests beside this file: HTTPS, one host, its own cookies."""

from __future__ import annotations

import html
import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from museminder.foundation.identity.middleware import cookie_name

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
_SECRET = re.compile(r"<code>([A-Z2-7]{32})</code>")
_TAGS = re.compile(r"<script.*?</script>|<[^>]+>", re.DOTALL)
_EVERY_TIME = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|X-CSRFToken&#34;: &#34;\w+'
)


class Browser:
    """What a person does: opens pages, sends forms."""

    def __init__(self, site: str, *, secret: str = "", address: str = "203.0.113.77") -> None:
        self.site = site
        host = "localhost" if site == "commercial" else f"{site}.localhost"
        self.client = Client(
            headers={"host": f"{host}:8443", "user-agent": FIREFOX}, REMOTE_ADDR=address, SERVER_PORT="8443"
        )
        if secret:
            self.client.cookies[cookie_name(site)] = secret

    @property
    def secret(self) -> str:
        """What the session cookie holds; empty without one."""
        cookie = self.client.cookies.get(cookie_name(self.site))
        return cookie.value if cookie else ""

    def open(self, path: str):
        """Open a page."""
        return self.client.get(path, secure=True)

    def send(self, path: str, **fields: str):
        """Send a form."""
        return self.client.post(path, fields, secure=True)

    def sign_in(self, email: str, password: str):
        """Send the sign-in form."""
        return self.send("/accounts/login/", login=email, password=password)

    def set_up_app(self, *, step: int = 0) -> str:
        """Set up an authenticator app; returns its secret."""
        secret = _SECRET.search(text(self.open("/accounts/2fa/totp/activate/")))[1]
        response = self.send("/accounts/2fa/totp/activate/", code=code_of(secret, step=step))
        assert response.status_code == 302, words(response)
        return secret


def text(response) -> str:
    """The page as it was sent."""
    return response.content.decode()


def words(response) -> str:
    """What a person reads on it."""
    return " ".join(html.unescape(_TAGS.sub(" ", text(response))).split())


def same_every_time(response) -> str:
    """The page without what is new each time it is made."""
    return _EVERY_TIME.sub("", text(response))


def code_of(secret: str, *, step: int = 0) -> str:
    """The code an authenticator app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))
