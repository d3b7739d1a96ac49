"""The three database clusters of this computer, and how each is set up.

What opens sealed values lives in a cluster of its own: a copy of one cluster's data folder is of no use without the
other, and a base backup always copies a whole cluster. What anybody may read is in a third: the public site keeps
answering when the studios' is stopped, and no password that it holds opens one of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from museminder.foundation.embedded.secrets import public_passwords, role_passwords, vault_passwords

_SETTINGS = """\
# Written by MuseMinder at each start; changes made here are lost.
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
{size}
timezone = 'UTC'
log_timezone = 'UTC'
# statements and the errors about them carry names and addresses: they never reach a log file. `log` is the
# level above `error`: starts, recoveries and refused sign-ins are written
log_min_messages = log
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
# for backups: what changed since the last one is known without reading everything, and a receiver that is gone
# for long is given up before its segments fill the disk
summarize_wal = on
wal_summary_keep_time = '10d'
"""


@dataclass(frozen=True)
class Cluster:
    """One kind of cluster: what its folders are called, who signs in to it, how much it may use."""

    title: str
    suffix: str
    passwords: Callable[[Path], dict[str, str]]
    size: str

    @property
    def name(self) -> str:
        """What it is called in a backup: ``studios``, ``vault`` or ``public``."""
        return self.suffix.lstrip("-") or "studios"

    def settings(self, sockets: Path) -> str:
        """The text of its settings file, for sockets in this folder."""
        return _SETTINGS.format(sockets=str(sockets).replace("'", "''"), size=self.size)


STUDIOS = Cluster(
    title="The database",
    suffix="",
    passwords=role_passwords,
    size="shared_buffers = 256MB\nmax_connections = 100\nmax_wal_size = 1GB\nmax_slot_wal_keep_size = 4GB",
)
# Short rows and keys, one statement at a time: small, and next to nothing while it has nothing to do.
VAULT = Cluster(
    title="The vault",
    suffix="-vault",
    passwords=vault_passwords,
    size=(
        "shared_buffers = 16MB\nmax_connections = 60\nmax_wal_size = 256MB\nio_method = sync\n"
        "max_parallel_workers = 0\njit = off\nautovacuum_max_workers = 1\nautovacuum_worker_slots = 1\n"
        "autovacuum_naptime = 5min\nmax_slot_wal_keep_size = 1GB"
    ),
)
# A few hundred rows that are read, a few letters a day that are written.
PUBLIC = Cluster(
    title="The public database",
    suffix="-public",
    passwords=public_passwords,
    size=(
        "shared_buffers = 8MB\nmax_connections = 40\nmax_wal_size = 64MB\nmin_wal_size = 32MB\nio_method = sync\n"
        "max_parallel_workers = 0\njit = off\nautovacuum_max_workers = 1\nautovacuum_worker_slots = 1\n"
        "autovacuum_naptime = 5min\nmax_replication_slots = 2\nmax_wal_senders = 3\nmax_slot_wal_keep_size = 256MB"
    ),
)
