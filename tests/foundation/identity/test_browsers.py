"""What is remembered of a browser."""

import pytest

from museminder.foundation.identity.browsers import prefix_of, summarize_browser, with_place

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.mark.parametrize(
    ("user_agent", "summary"),
    [
        (FIREFOX, "Firefox on Linux"),
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_browser_is_named_without_versions(user_agent, summary):
    assert summarize_browser(user_agent) == summary


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_address_is_cut_to_its_neighborhood(address, prefix):
    assert prefix_of(address) == prefix


def test_a_session_keeps_the_last_five_places_the_latest_first():
    places = ""
    for place in "abcdefa":
        places = with_place(places, place)
    assert places == "a, f, e, d, c"
