"""Run the jobs that pages leave behind: postings, imports, mail."""

from __future__ import annotations

import asyncio
import contextlib
from argparse import Namespace
from collections.abc import Callable

from django.db import Error, connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from museminder.cli.half_restored import refuse_half_restored
from museminder.cli.surroundings import surroundings
from museminder.cli.verbs import Area, Refused, argument
from museminder.domain.privacy.queries.brought_back import refuse_if_brought_back
from museminder.foundation.published.connecting import PublicSilent
from museminder.foundation.published.publishing import publish
from museminder.foundation.published.receiving import forget_letters, take_letters
from museminder.foundation.vault.access_log.sequencing import sequence_waiting
from museminder.foundation.vault.connecting import VaultSilent
from museminder.foundation.vault.destroying import NotReplayed, refuse_unless_replayed
from museminder.primitives import clock

AREA = Area("worker")
SIGN_OF_LIFE = 2.0  # seconds between a worker's signs of life
GIVEN_UP = 10.0  # seconds without one, after which a worker was killed and its job is anybody's
SEQUENCED_EVERY = 1.0  # seconds until an entry of the access log is under a signed checkpoint
PUBLISHED_EVERY = 15.0  # seconds until what was posted, checked or priced stands on the public site
TAKEN_EVERY = 2.0  # seconds until a visitor's letter is answered
FORGOTTEN_EVERY = 3600.0  # seconds until a letter that is too old is gone
ATTEMPTS = 10  # a job that kills its worker every time is not tried for ever


@AREA.verb(
    "Run jobs until told to stop; the one in hand is finished first.",
    argument("--concurrency", type=int, default=1, help="jobs at a time (default: 1)"),
    reports=False,
)
def run(options: Namespace) -> None:
    """Take jobs as they come, over the worker's own connections; take up those of a worker that was killed.

    Nothing is done for families of whom an older copy brought somebody back: that is mended first. Nor in a folder
    whose restoring did not come to its end.
    """
    refuse_half_restored(surroundings().home)
    try:
        refuse_unless_replayed()
        refuse_if_brought_back("worker")
    except NotReplayed as older:
        raise Refused(str(older)) from older
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 - set by the settings
    with app.replace_connector(connector.get_worker_connector()) as working:
        asyncio.run(_work(working, options.concurrency))


async def _work(working: App, concurrency: int) -> None:
    async with working.open_async():
        beside = [asyncio.create_task(_take_up_what_was_dropped(working)), asyncio.create_task(_sequence())]
        beside += [asyncio.create_task(_again_and_again(do, every)) for do, every in BESIDE.items()]
        try:
            await working.run_worker_async(
                concurrency=concurrency,
                update_heartbeat_interval=SIGN_OF_LIFE,
                stalled_worker_timeout=GIVEN_UP,
            )
        finally:
            for task in beside:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task


async def _take_up_what_was_dropped(working: App) -> None:
    while True:
        for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=GIVEN_UP):
            if job.attempts < ATTEMPTS:
                await working.job_manager.retry_job(job)
        await asyncio.sleep(GIVEN_UP / 2)


async def _sequence() -> None:
    """Put what was written into the access log in order; a vault that is away is asked again."""
    while True:
        with contextlib.suppress(VaultSilent):
            await asyncio.to_thread(sequence_waiting)
        await asyncio.sleep(SEQUENCED_EVERY)


async def _again_and_again(do: Callable[[], object], every: float) -> None:
    """Do something of the public site's beside the jobs; a database that is away is asked again."""
    while True:
        with contextlib.suppress(PublicSilent, Error):
            await asyncio.to_thread(_apart, do)
        await asyncio.sleep(every)


def _apart(do: Callable[[], object]) -> None:
    """In this thread, with connections that are given back."""
    try:
        do()
    finally:
        connections.close_all()


BESIDE: dict[Callable[[], object], float] = {
    lambda: publish(at=clock.now()): PUBLISHED_EVERY,
    lambda: take_letters(at=clock.now()): TAKEN_EVERY,
    lambda: forget_letters(at=clock.now()): FORGOTTEN_EVERY,
}
