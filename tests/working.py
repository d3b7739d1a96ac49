"""A worker that does what is waiting and nothing else, whatever the time of day."""

from __future__ import annotations

from unittest import mock

from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry


def work() -> None:
    """Let a worker do what is waiting; what its clock would begin by itself, such as at night, begins nowhere."""
    with (
        app.replace_connector(app.connector.get_worker_connector()) as worker,
        mock.patch.object(worker, "periodic_registry", PeriodicRegistry()),
    ):
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
