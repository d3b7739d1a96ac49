"""What is remembered of a browser, so that a person recognizes it in a list: as little as does that."""

from __future__ import annotations

import ipaddress

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


PLACES_KEPT = 5  # at home, at the school, on the way, in both kinds of addresses


def with_place(places: str, place: str) -> str:
    """The places a session is known from with one more, the latest first, the oldest forgotten; comma-separated."""
    others = [known for known in places.split(", ") if known and known != place]
    return ", ".join([place, *others][:PLACES_KEPT])


def summarize_browser(user_agent: str) -> str:
    """ "Firefox on Linux": the browser and the system, never versions; empty if it says nothing we know."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " on ".join(part for part in (browser, system) if part)


def prefix_of(address: str) -> str:
    """The neighborhood of an internet address (/24 or /48), not the address; empty if it is none."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))
