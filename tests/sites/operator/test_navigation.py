"""Every link of the operator's navigation leads somewhere, and the page in hand is marked."""

from __future__ import annotations

import re

from tests.factories.operators import make_operator
from tests.schools import School


def test_every_link_opens_and_marks_itself(live_school: School) -> None:
    client = make_operator().client()
    home = client.get("/", secure=True).content.decode()
    side = home[home.index('class="side-wide"') :]
    links = list(dict.fromkeys(re.findall(r'href="(/(?:[a-z]+/)?)"', side)))[:7]
    marked = {
        link: re.findall(
            r'href="([^"]+)"[^>]*aria-current="page"', client.get(link, secure=True).content.decode()
        )
        for link in links
    }

    assert len(links) == 7
    assert {link: link in found for link, found in marked.items()} == dict.fromkeys(links, True)
