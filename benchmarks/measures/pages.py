"""A page against the bare framework page: over HTTPS, each from a server process of its own."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.asking import Browser
from benchmarks.measuring import Comparison, Result, Series, in_turn, timed
from benchmarks.people import HOSTS, Page, SignedIn, calendar_week, family_list, member_home, sign_in
from benchmarks.processor import Meter, Metered
from benchmarks.school.filling import WEEK
from benchmarks.serving import BARE, OURS, serving
from benchmarks.stage import Stage

BARE_PATH = "/rows/{}/"
GROUPS = 200
AIM = 3.0


def calendar(stage: Stage) -> Iterable[Result]:
    """The calendar of a week of 500 meetings."""
    return _against_bare(stage, calendar_week(WEEK, stage.on), f"{stage.sizes.weekly} meetings")


def families(stage: Stage) -> Iterable[Result]:
    """The list of 2,000 families, 50 on a page."""
    return _against_bare(stage, family_list(WEEK), f"{stage.sizes.families:,} families")


def home(stage: Stage) -> Iterable[Result]:
    """A family's first page."""
    return _against_bare(stage, member_home(WEEK), "")


def _against_bare(stage: Stage, page: Page, of_what: str) -> Iterable[Result]:
    name = f"{page.name} ({of_what})" if of_what else page.name
    person = sign_in(stage.databases.main)
    yield from _warm(stage, page, name, person)
    if stage.sizes.cold_runs:
        yield _cold(stage, page, name, person)


def _warm(stage: Stage, page: Page, name: str, person: SignedIn) -> Iterable[Result]:
    databases, sizes = stage.databases, stage.sizes
    dsn = databases.superuser_dsn()
    with (
        serving(OURS, databases.main) as ours,
        serving(BARE, databases.bare) as bare,
        ours.browser(HOSTS[page.site], person.cookie(page.site)) as a,
        bare.browser("localhost") as b,
    ):
        for number in range(5):  # every path of the page once, and the bare page's too
            a.ask(page.path), b.ask(BARE_PATH.format(number))
        mine = Metered(lambda: a.ask(page.path), Meter(ours.pid, dsn, databases.main), sizes.repetitions)
        theirs = Metered(_Groups(b).ask, Meter(bare.pid, dsn, databases.bare), sizes.repetitions)
        walls = in_turn(mine, theirs, runs=sizes.runs)
    costs = (mine.counted(), theirs.counted())
    for called, (one, other) in ((name, walls), (f"{name}, processor time", costs)):
        yield Comparison(called, Series("MuseMinder", one), Series("bare page", other), aim=AIM)


class _Groups:
    """The bare page of another group each time, as lists are opened."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.number = browser, 0

    def ask(self) -> bytes:
        """The next group."""
        self.number = (self.number + 1) % GROUPS
        return self.browser.ask(BARE_PATH.format(self.number))


def _cold(stage: Stage, page: Page, name: str, person: SignedIn) -> Comparison:
    """The first page of its kind in a process that has just started; the start itself is not counted."""
    databases = stage.databases

    def first(application: str, database: str, host: str, cookie: str, path: str) -> float:
        with serving(application, database) as server, server.browser(host, cookie) as browser:
            return timed(lambda: browser.ask(path))

    cookie = person.cookie(page.site)
    mine, theirs = in_turn(
        lambda: first(OURS, databases.main, HOSTS[page.site], cookie, page.path),
        lambda: first(BARE, databases.bare, "localhost", "", BARE_PATH.format(7)),
        runs=stage.sizes.cold_runs,
        warmed_up=False,
    )
    return Comparison(
        f"{name}, first in a new process", Series("MuseMinder", mine), Series("bare page", theirs)
    )
