"""In a school that closes, what is sent is taken on the pages for taking along and asking alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from museminder.web.closing import refused_while_closing


@pytest.mark.parametrize(
    ("method", "page", "roles", "refused"),
    [
        ("post", "studio:people:families:create", {"owner", "closing"}, True),
        ("post", "member:billing:pay", {"guardian", "closing"}, True),
        ("get", "studio:people:families:create", {"owner", "closing"}, False),
        ("post", "studio:people:families:create", {"owner"}, False),
        ("post", "studio:leaving:exports:create", {"owner", "closing"}, False),
        ("post", "studio:privacy:closing:reopen", {"owner", "closing"}, False),
        ("post", "member:privacy:ask", {"guardian", "closing"}, False),
        ("post", "member:consents:withdraw", {"guardian", "closing"}, False),
    ],
)
def test_only_the_ways_out_take_anything(method: str, page: str, roles: set[str], refused: bool) -> None:
    request = getattr(RequestFactory(), method)("/maple/")
    request.resolver_match = SimpleNamespace(view_name=page)
    request._messages = CookieStorage(request)

    answer = refused_while_closing(request, SimpleNamespace(roles=roles), back="/maple/back/")

    assert (answer is not None and answer.url) == ("/maple/back/" if refused else False)
