"""Numbers for the system that watches over MuseMinder: pages, jobs, access log, promise."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.domain.oversight.queries.gauges import Gauge, gauges
from museminder.primitives import clock
from museminder.primitives.metrics import FOLDER

AREA = Area("metrics")


@AREA.verb("Print the numbers as they are now.")
def show(options: Namespace) -> Report:
    """Every number once, in Prometheus' form."""
    text = generate_latest(registry()).decode()
    return Report(text.splitlines(), {"metrics": text})


@AREA.verb(
    "Answer on an address of this computer that Prometheus asks, until told to stop.",
    argument("--host", default="127.0.0.1", help="the address to listen on (default: this computer only)"),
    argument("--port", type=int, default=9464, help="default: 9464"),
    reports=False,
)
def serve(options: Namespace) -> None:
    """The same, whenever it is asked for; in a process of its own, never on a site's address."""
    try:
        start_http_server(options.port, options.host, registry())
    except OSError as taken:
        raise Refused(f"Port {options.port} cannot be had: another program uses it.") from taken
    print(f"http://{options.host}:{options.port}/metrics", flush=True)
    while True:
        time.sleep(3600)


def registry() -> CollectorRegistry:
    """What is counted by the processes of this installation, and how far they have come."""
    found = CollectorRegistry()
    folder = Path(os.environ[FOLDER])
    folder.mkdir(parents=True, exist_ok=True)
    MultiProcessCollector(found, path=str(folder))  # type: ignore[no-untyped-call]
    found.register(Standing())
    return found


class Standing(Collector):
    """The gauges, asked of the databases whenever somebody looks."""

    def collect(self) -> Iterator[Any]:
        """One family for each gauge."""
        for gauge in gauges(at=clock.now()):
            yield _family(gauge)


def _family(gauge: Gauge) -> GaugeMetricFamily:
    family = GaugeMetricFamily(gauge.name, gauge.help, labels=[gauge.label] if gauge.label else [])
    for value, number in gauge.values.items():
        family.add_metric([value] if gauge.label else [], number)
    return family
