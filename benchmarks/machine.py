"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import psycopg

SETTINGS = ("shared_buffers", "fsync", "synchronous_commit")


def machine_facts(superuser_dsn: str) -> dict[str, str]:
    """Processors, memory and load of this computer, versions, and what the database was told."""
    with psycopg.connect(superuser_dsn) as connection:
        told = {name: connection.execute(f"show {name}").fetchone() for name in SETTINGS}  # type: ignore[arg-type]
        version = connection.info.server_version
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processors": str(os.cpu_count()),
        "memory": _memory(),
        "load": f"{os.getloadavg()[0]:.2f} before measuring",
        "Python": platform.python_version(),
        "PostgreSQL": f"{version // 10000}.{version % 10000}",
    } | {name: str(row[0]) for name, row in told.items() if row}


def _memory() -> str:
    meminfo = Path("/proc/meminfo")
    if not meminfo.exists():
        return "unknown"
    kilobytes = int(meminfo.read_text().split()[1])
    return f"{kilobytes / 1024 / 1024:.1f} GB"
