"""Pages a second with eight people asking at once, to set beside what was measured of other programs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from statistics import quantiles

from benchmarks.measuring import Figure, Result
from benchmarks.people import HOSTS, Page, SignedIn, aging, chorus_roster, class_page, family_list, sign_in
from benchmarks.school.filling import LARGE, WEEK
from benchmarks.serving import OURS, Server, serving
from benchmarks.stage import Stage

CLIENTS, WORKERS = 8, 2


def rates(stage: Stage) -> Iterable[Result]:
    """The class page, the paged list of 5,000 families, 1,000 students on one page, the balances of 1,000."""
    sizes, owner = stage.sizes, stage.owner_dsn
    asked: list[tuple[Page, str, float, str]] = [
        (class_page(WEEK, owner), "class page", 220, "pretix, shop page: 44/s"),
        (
            family_list(LARGE),
            f"list of {sizes.many_families:,} families, paged",
            180,
            "pretix, order list: 17.6/s",
        ),
        (chorus_roster(LARGE, owner), f"{sizes.chorus:,} students, unpaged", 102, "RosarioSIS: 102/s"),
        (aging(LARGE), f"balances of {sizes.owing:,}", 80, "RosarioSIS: 8.0/s"),
    ]
    person = sign_in(stage.databases.main)
    with serving(OURS, stage.databases.main, workers=WORKERS) as server:
        for page, name, aim, beside in asked:
            took, elapsed = _ask_together(server, page, person, stage.sizes.seconds)
            p95 = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
            yield Figure(
                name,
                len(took) / elapsed,
                "pages/s",
                aim=aim,
                beside=f"95 of 100 within {p95 * 1000:.0f} ms; {beside}",
                runs=len(took),
            )


def _ask_together(server: Server, page: Page, person: SignedIn, seconds: float) -> tuple[list[float], float]:
    """The seconds each answer took and those all of them took together, after one answer to warm up with."""
    took: list[float] = []
    ready, failures = threading.Barrier(CLIENTS + 1), []

    def ask_on() -> None:
        with server.browser(HOSTS[page.site], person.cookie(page.site)) as browser:
            browser.ask(page.path)
            ready.wait()
            until = time.perf_counter() + seconds
            while (began := time.perf_counter()) < until:
                browser.ask(page.path)
                took.append(time.perf_counter() - began)

    def one() -> None:
        try:
            ask_on()
        except Exception as failure:
            failures.append(failure)
            ready.abort()

    threads = [threading.Thread(target=one) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    with suppress(threading.BrokenBarrierError):  # somebody could not begin: told below
        ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return took, time.perf_counter() - began
