"""Legal demands: approved by two, no wider than the paper, and told to whom they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from museminder.domain.oversight.models import (
    DemandExport,
    DemandNotice,
    LegalDemand,
)
from museminder.domain.oversight.models.legal_demand import RECORDS
from museminder.domain.oversight.models.limits import NOTICE_WITHIN
from museminder.domain.oversight.queries.legal_demands import late_notices
from museminder.foundation.tenancy.context import site
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check, counted
from museminder.promise.probe.demanding import (
    DAY,
    NOBODY_S,
    OWNER,
    TABLES,
    can_write,
    charges_of,
    is_answered,
    is_approved,
    make_demand,
    make_staff,
    rows_of,
    seen_for,
)
from museminder.promise.probe.filling import Filled, fill_studio
from museminder.promise.probe.scratch import scratch_database


@check(
    "demands.two-approve",
    "Records legal demands of its own and approves them by one person, by whoever recorded them, by the untaught.",
)
def two_approve(world: World) -> Found:
    """Approvals and archives that the database took though two others, taught, did not agree."""
    with _taken_back():
        clerk, first, second, untaught = make_staff(), make_staff(), make_staff(), make_staff(is_taught=False)
        tried = {
            "approved by who recorded it": [clerk],
            "approved by one person twice": [first, first],
            "approved by who recorded it, as the second": [first, clerk],
            "approved by somebody untaught": [untaught],
            "approved by somebody untaught, as the second": [first, untaught],
        }
        wrong = [name for name, people in tried.items() if is_approved(make_demand(clerk), people)]
        answered = {
            "answered with one approval": (make_demand(clerk), [first]),
            "answered without any": (make_demand(clerk), []),
            "answered though refused": (make_demand(clerk), [first, second]),
        }
        for name, (demand, people) in answered.items():
            approved = is_approved(demand, people)
            if "refused" in name:
                rows_of(LegalDemand).filter(pk=demand).update(closed_as="refused", closed_at=clock.now())
            if not approved or is_answered(demand, first):
                wrong.append(name)
        good = make_demand(clerk)
        noticed = is_approved(good, [first, second]) and is_answered(good, first)
    count = len(tried) + len(answered)
    return Found(count, wrong, noticed, f"{count} ways around two approvals tried, {len(wrong)} taken")


@check(
    "demands.no-wider",
    "Reads as the job that answers a legal demand does, and counts what it sees beside what the paper names.",
)
def no_wider(world: World) -> Found:
    """Rows that were open to a demand which did not name them."""
    with _filled(world) as studio:
        student, family = studio.rows["people.Student"].pk, studio.rows["people.Family"].pk
        tried: dict[str, tuple[list[UUID], list[UUID], Sequence[str], dict[str, set[UUID]]]] = {
            "ids of nobody": ([uuid7()], [uuid7()], RECORDS, {}),
            "a student, of whom nothing else is named": (
                [student],
                [family],
                ["student"],
                {"student": {student}},
            ),
            "a family of which bills are named": (
                [student],
                [family],
                ["bills"],
                {"bills": charges_of(family)},
            ),
        }
        clerk, first, second = make_staff(), make_staff(), make_staff()
        wrong, seen_of_named = [], 0
        for name, (students, families, records, allowed) in tried.items():
            demand = make_demand(clerk, studio.studio_id, students, families, records)
            is_approved(demand, [first, second])
            for kind, seen in seen_for(studio, demand).items():
                seen_of_named += len(seen & allowed.get(kind, set()))
                if seen - allowed.get(kind, set()):
                    wrong.append(f"{name}: {kind}")
        is_read_only = not can_write(studio, demand)
    if not is_read_only:
        wrong.append("it can write")
    count = len(tried) * len(TABLES) + 1
    return Found(
        count, wrong, seen_of_named >= 1, f"{count} looks beyond a paper tried, {len(wrong)} saw something"
    )


@check("demands.told", "Looks whether everybody was told of a legal demand who may know of it by now.")
def told(world: World) -> Found:
    """Demands of which somebody who may know was not told in time."""
    now = clock.now()
    with site("worker"):
        late = late_notices(now)
        count = DemandNotice.objects.count()
    with _taken_back():
        clerk, first, second = make_staff(), make_staff(), make_staff()
        untold, unnoticed = make_demand(clerk), make_demand(clerk)
        for demand in (untold, unnoticed):
            is_approved(demand, [first, second])
            is_answered(demand, first)
            rows_of(DemandExport).filter(demand_id=demand).update(made_at=now, content=b"\x01x")
        rows_of(DemandNotice).bulk_create(
            [
                DemandNotice(
                    demand_id=untold, number=NOBODY_S, records=["student"], made_at=now, shown_from=now
                )
            ]
        )
        with site(OWNER):
            found = set(late_notices(now + NOTICE_WITHIN + DAY))
            noticed = {untold, unnoticed} <= found and unnoticed in late_notices(now)
    return Found(
        count + 2,
        [str(each) for each in late],
        noticed,
        f"{counted(count, 'notices')}, {len(late)} demands untold",
    )


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic(using=OWNER):
        yield
        transaction.set_rollback(True, using=OWNER)


@contextmanager
def _filled(world: World) -> Iterator[Filled]:
    """A studio that nobody depends on: in this database if it is a copy, else in a new one."""
    if world.scratch:
        yield fill_studio(f"demanded-{uuid7().hex[-8:]}")
        return
    with scratch_database(world.superuser_dsn):
        yield fill_studio("demanded")
