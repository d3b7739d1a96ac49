"""What keeping studios apart costs a page: row security and the signed context, on against off."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from benchmarks.asking import Browser
from benchmarks.measuring import Comparison, Result, Series, in_turn
from benchmarks.people import HOSTS, Page, class_page, family_list, member_home, sign_in
from benchmarks.processor import Meter, Metered
from benchmarks.school.filling import ONE, WEEK
from benchmarks.serving import OPEN, OURS, serving
from benchmarks.stage import Stage

AIM = 1.15


class AnotherPage(Exception):
    """The two sides do not show the same, so their times say nothing."""


def isolation(stage: Stage) -> Iterable[Result]:
    """The same pages from the same rows with isolation on and off.

    A member's home is asked in a studio of one family: without row security it would show everybody's children.
    """
    databases, sizes = stage.databases, stage.sizes
    pages = [class_page(WEEK, stage.owner_dsn), family_list(WEEK), member_home(ONE)]
    on, off = sign_in(databases.main), sign_in(databases.open)
    with serving(OURS, databases.main) as ours, serving(OPEN, databases.open) as theirs:
        for page in pages:
            host = HOSTS[page.site]
            with (
                ours.browser(host, on.cookie(page.site)) as a,
                theirs.browser(host, off.cookie(page.site)) as b,
            ):
                _check_same(page, a, b)
                times, dsn = sizes.repetitions, databases.superuser_dsn()
                mine = Metered(partial(a.ask, page.path), Meter(ours.pid, dsn, databases.main), times)
                other = Metered(partial(b.ask, page.path), Meter(theirs.pid, dsn, databases.open), times)
                walls = in_turn(mine, other, runs=sizes.runs)
            name, costs = f"{page.name}, isolation", (mine.counted(), other.counted())
            for called, (one, two) in ((name, walls), (f"{name}, processor time", costs)):
                yield Comparison(called, Series("on", one), Series("off", two), aim=AIM)


def _check_same(page: Page, a: Browser, b: Browser) -> None:
    for _ in range(4):
        mine, theirs = a.ask(page.path), b.ask(page.path)
    if len(mine) != len(theirs):
        raise AnotherPage(f"{page.name}: {len(mine)} bytes with isolation, {len(theirs)} without")
