"""How many statements a page sends to the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.test import Client

from benchmarks.databases import pointed_at
from benchmarks.measuring import Figure, Result
from benchmarks.people import (
    HOSTS,
    Page,
    SignedIn,
    aging,
    calendar_week,
    chorus_roster,
    class_page,
    family_list,
    member_home,
    sign_in,
)
from benchmarks.school.filling import LARGE, WEEK
from benchmarks.stage import Stage

AIM = 12


def statements(stage: Stage) -> Iterable[Result]:
    """Every statement of a page, the session's and the context's included; BEGIN and COMMIT are not counted."""
    owner = stage.owner_dsn
    person = sign_in(stage.databases.main)
    pages = [
        calendar_week(WEEK, stage.on),
        family_list(WEEK),
        member_home(WEEK),
        class_page(WEEK, owner),
        chorus_roster(LARGE, owner),
        aging(LARGE),
    ]
    with pointed_at(stage.databases.main):
        for page in pages:
            count, own = _count(page, person)
            yield Figure(
                f"{page.name}, statements",
                count,
                "",
                aim=AIM,
                more_is_better=False,
                beside=f"{own} of them inside the studio",
            )


def _count(page: Page, person: SignedIn) -> tuple[int, int]:
    client = Client(headers={"host": HOSTS[page.site]})
    client.cookies[f"__Host-{page.site}"] = person.secrets[page.site]
    client.get(page.path, secure=True)  # what a process asks only once is not this page's
    with _counted(page.site) as inside, _counted("default") as outside:
        response = client.get(page.path, secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"{page.name} answered {response.status_code}")
    return len(inside) + len(outside), len(inside)


@contextmanager
def _counted(alias: str) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        asked.append(statement)
        return execute(statement, *rest)

    with ExitStack() as stack:
        stack.enter_context(connections[alias].execute_wrapper(note))
        yield asked
