"""A worker that can be killed: forked from a process that has imported everything, so that dying is cheap.

Run as ``python -m tests.domain.billing.mortal``: each line on its input forks a worker that takes up what killed
ones left, does what is waiting, and ends. It prints the worker's process id, then how it ended.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

PROJECT = Path(__file__).resolve().parents[3]


async def _work(working) -> None:
    from museminder.cli.worker import GIVEN_UP  # noqa: PLC0415 - after django.setup()

    async with working.open_async():
        for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=GIVEN_UP):
            await working.job_manager.retry_job(job)
        await working.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)


def main() -> None:
    """Fork a worker for every line."""
    django.setup()
    from procrastinate.contrib.django import app  # noqa: PLC0415 - after django.setup()

    app.perform_import_paths()
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            with app.replace_connector(app.connector.get_worker_connector()) as working:
                asyncio.run(_work(working))
            os._exit(0)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


class Mother:
    """The process that forks workers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def says(self) -> str:
        """Its next line."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def start_worker(self) -> int:
        """The process id of a new worker."""
        assert self.process.stdin is not None
        self.process.stdin.write("work\n")
        self.process.stdin.flush()
        return int(self.says())

    def end_of_worker(self) -> int:
        """How the last worker ended: 0, or minus the signal that killed it."""
        return int(self.says())


@contextmanager
def mother(database: str) -> Iterator[Mother]:
    """The process, looking at one database."""
    said = os.environ | {"MUSEMINDER_DATABASE": database, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.domain.billing.mortal"],
        cwd=PROJECT,
        env=said,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    made = Mother(process)
    assert made.says() == "ready"
    try:
        yield made
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


if __name__ == "__main__":
    main()
