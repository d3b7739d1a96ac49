"""No drawer for odds and ends, and no address of a package registry in what pins our packages."""

from __future__ import annotations

import re

from tests.architecture.source import PROJECT, our_files, relative

DRAWERS = re.compile(
    r"(^|/)(utils?|helpers?|services?|managers?|common|misc|shared|stuff|lib|tools?)(\.|/|$)"
    r"|(part|_)\d+\.(py|html|css|js)$"
)
ADDRESS = re.compile(r'https?://|--(?:extra-)?index-url|--find-links|file:|"resolved"', re.IGNORECASE)
FUNDING = re.compile(
    r'"funding": (\{[^}]*\}|\[[^]]*\])'
)  # where a package asks for money, not where it comes from


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    names = [relative(path) for path in our_files() if path.suffix in {".py", ".html", ".css", ".js"}]

    assert [name for name in names if "/migrations/" not in name and DRAWERS.search(name)] == []


def test_names_of_drawers_are_noticed_and_others_are_not() -> None:
    drawers = [
        "museminder/domain/billing/utils.py",
        "museminder/web/helpers/x.py",
        "museminder/web/css/part2.css",
    ]
    nouns = [
        "museminder/domain/people/models/staff_member.py",
        "museminder/sites/studio/billing/invoice_voids.py",
    ]

    assert [name for name in drawers + nouns if DRAWERS.search(name)] == drawers


def test_pinned_packages_carry_no_addresses() -> None:
    pinning = [*sorted((PROJECT / "requirements").iterdir()), PROJECT / "package-lock.json"]
    texts = {relative(path): FUNDING.sub("", path.read_text()) for path in pinning}
    found = {name: ADDRESS.findall(text) for name, text in texts.items() if ADDRESS.search(text)}

    assert found == {}


def test_every_pinned_package_has_its_hash() -> None:
    unhashed = [
        f"{path.name}: {entry.split()[0]}"
        for path in sorted((PROJECT / "requirements").glob("*.txt"))
        for entry in re.split(r"\n(?=\S)", path.read_text())
        if "==" in entry and "--hash=sha256:" not in entry
    ]

    assert unhashed == []
