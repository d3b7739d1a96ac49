"""Run the jobs that pages leave behind: postings, imports, mail."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from museminder.cli.verbs import Area, argument

AREA = Area("worker")


@AREA.verb(
    "Run jobs until told to stop; the one in hand is finished first.",
    argument("--concurrency", type=int, default=1, help="jobs at a time (default: 1)"),
    reports=False,
)
def run(options: Namespace) -> None:
    """Take jobs as they come, over the worker's own connections."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101 - set by the settings
    with app.replace_connector(connector.get_worker_connector()) as working:
        asyncio.run(working.run_worker_async(concurrency=options.concurrency, install_signal_handlers=True))
