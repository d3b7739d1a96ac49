"""What a browser loads: built once, named by its hash, with every icon that a page names."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

from museminder.web import assets, icons

TEMPLATES = [*assets.WEB.parent.rglob("*.html"), *assets.WEB.parent.rglob("*.html.j2")]


def test_second_run_changes_nothing():
    assets.build()
    before = (assets.BUILT / "stamp").stat().st_mtime_ns
    assert assets.build() is False
    assert (assets.BUILT / "stamp").stat().st_mtime_ns == before


def test_second_run_is_quick():
    started = time.monotonic()
    command = [sys.executable, "-m", "museminder.web.assets", "--json"]
    done = subprocess.run(command, cwd=assets.PROJECT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["built"] is False
    assert time.monotonic() - started < 2  # 0.1 s alone on this machine; tests share it


def test_every_file_a_page_names_has_its_hash():
    manifest = json.loads((assets.BUILT / "staticfiles.json").read_text())["paths"]
    named = {name for path in TEMPLATES for name in re.findall(r'static\("([^"]+)"\)', path.read_text())}
    assert sorted(named - set(manifest)) == []
    assert [name for name in manifest.values() if not (assets.BUILT / name).exists()] == []


def test_every_icon_a_template_names_is_drawn():
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (assets.BUILT / "icons.svg").read_text()))
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(
            r"""(?:\b(?:icon|picture)\(|icon["']?\s*[=:]\s*)["']([a-z0-9-]+)["']""", path.read_text()
        )
    }
    assert sorted(named - sprite) == []
    assert len(named) > 40


def test_sprite_has_the_named_drawings_only(tmp_path: Path):
    (tmp_path / "sun.svg").write_text('<svg class="x" width="24">\n  <circle r="4" />\n</svg>')
    assert icons.drawn({"sun", "nothing"}, tmp_path) == ["sun"]
    assert icons.sprite(["sun"], tmp_path) == (
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<symbol id="sun" viewBox="0 0 24 24"><circle r="4" /></symbol>\n</svg>\n'
    )


def test_styles_hold_no_address_but_our_own():
    text = (assets.BUILT / "museminder.css").read_text()
    assert re.findall(r"url\((?!\"?(?:\./)?fonts/|\"?data:)[^)]*\)", text) == []
    assert "@import" not in text


def test_lockfile_says_what_and_not_where():
    lock = json.loads((assets.PROJECT / "package-lock.json").read_text())
    packages = [package for name, package in lock["packages"].items() if name]
    assert [package for package in packages if "resolved" in package] == []
    assert [package for package in packages if "integrity" not in package] == []
