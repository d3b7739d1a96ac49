"""Where the embedded database lives on this computer, and the account it runs as.

PostgreSQL refuses to run as root, and an unprivileged account can reach nothing under a private home folder.
So as root the data lives in /var/lib/museminder and the server runs as the system account ``museminder``; for
anybody else it lives in MuseMinder's own folder and runs as that person. Who wants it on another disk names a folder
there in MUSEMINDER_CLUSTERS, at every start.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from museminder.foundation.embedded.secrets import exclusively, private_folder, write_private

ACCOUNT = "museminder"
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have 103 bytes on macOS, 107 on Linux
ROOTS_DATA = Path("/var/lib/museminder")
ROOTS_SOCKETS = Path("/run/museminder")


class CannotHost(Exception):
    """This computer cannot run the embedded database; the message says what to do about it."""


@dataclass(frozen=True)
class Account:
    """Whom the server runs as."""

    user_id: int
    group_id: int
    is_another: bool

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program as this account to its end, in a folder it can read.

        None of the caller's settings go along: a LANG or PGOPTIONS would change what the server is.
        """
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            cwd="/",
            umask=0o077,
            user=self.user_id if self.is_another else None,
            group=self.group_id if self.is_another else None,
            extra_groups=[] if self.is_another else None,
        )


@dataclass(frozen=True)
class Place:
    """The folders of one database cluster."""

    cluster: Path
    socket_directory: Path
    for_root: bool

    @property
    def data(self) -> Path:
        return self.cluster / "data"

    @property
    def log(self) -> Path:
        return self.cluster / "server.log"

    @property
    def password(self) -> Path:
        return self.cluster / "superuser-password"

    @property
    def lock(self) -> Path:
        return self.cluster / "lock"


def place_for(home: Path, suffix: str = "") -> Place:
    """Where a database cluster of this MuseMinder folder lives; makes nothing but the folder's own number.

    ``suffix`` tells a second cluster of the same folder from the first. The number is random and part of root's data
    folder, so that an emptied home never meets the database of the studio that was there before, whose keys are gone.
    """
    tag = hashlib.sha256(f"{home}:{_number_of(home)}".encode()).hexdigest()[:10] + suffix
    chosen = os.environ.get("MUSEMINDER_CLUSTERS")
    if os.geteuid() == 0:
        return Place(Path(chosen or ROOTS_DATA) / tag, ROOTS_SOCKETS / tag, for_root=True)
    cluster = Path(chosen) / tag if chosen else home / f"postgres{suffix}"
    sockets = cluster / "run"
    if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = _short_folder() / tag
    return Place(cluster, sockets, for_root=False)


def account_for(place: Place) -> Account:
    """The account that runs the server; as root a system account without a password or shell is made once."""
    if not place.for_root:
        return Account(os.geteuid(), os.getegid(), is_another=False)
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        _make_account()
        entry = pwd.getpwnam(ACCOUNT)
    return Account(entry.pw_uid, entry.pw_gid, is_another=True)


def make_folders(place: Place, account: Account) -> None:
    """Make the folders of a cluster: others may pass through the root's, nobody else may look into any."""
    if place.for_root:
        for folder in (place.cluster.parent, place.cluster, place.socket_directory.parent):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)
    else:
        private_folder(place.cluster)
        private_folder(place.socket_directory)
        _refuse_a_strangers(place.socket_directory.parent)
    make_folder_of(place.socket_directory, account)


def make_folder_of(folder: Path, account: Account) -> None:
    """Make one folder that belongs to the server's account alone."""
    folder.mkdir(exist_ok=True)
    if account.is_another:
        os.chown(folder, account.user_id, account.group_id)
    folder.chmod(0o700)


def _number_of(home: Path) -> str:
    path = home / "installation"
    if not path.exists():
        with exclusively(home / "secrets.lock"):
            if not path.exists():
                write_private(path, secrets.token_hex(8))
    return path.read_text()


def _short_folder() -> Path:
    given = os.environ.get("XDG_RUNTIME_DIR")
    return Path(given or tempfile.gettempdir()) / f"museminder-{os.geteuid()}"


def _refuse_a_strangers(folder: Path) -> None:
    """The temporary folder is open to all: somebody else may have put a folder or link of that name there."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise CannotHost(f"{folder} belongs to somebody else. Remove it, or set XDG_RUNTIME_DIR to your own.")


def _make_account() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise CannotHost(
            "PostgreSQL does not run as root, and this system has no useradd: start as an ordinary user."
        )
    unable = ["--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    subprocess.run([useradd, "--system", "--user-group", *unable, ACCOUNT], check=True)
