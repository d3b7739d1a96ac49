"""Promotional mail: off unless an adult who runs a school turned it on, and no such word near a family or a child."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from museminder.domain.privacy.models import PromotionalChoice
from museminder.domain.privacy.queries import promotional
from museminder.promise.attempting import outcome, taken_back
from museminder.promise.checking import Found, World, check
from museminder.promise.checks.declarations import ASKED_FOR, COLUMNS, SELLING
from museminder.promise.probe.filling import fill_studio
from museminder.promise.probe.scratch import scratch_database

COLUMN = "wants_promotional_mail"
DEFAULT = """
select a.attnotnull and pg_get_expr(d.adbin, d.adrelid) = 'false' from pg_attribute a
join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid = 'privacy_promotionalchoice'::regclass and a.attname = 'wants_promotional_mail'
"""
ON = "update privacy_promotionalchoice set wants_promotional_mail = true, says_of_age = {of_age}"
AS_GUARDIAN = "update identity_membership set roles = '{guardian}'"
ENDED = "update identity_membership set ended_at = started_at"


@check(
    "promotion.one-place",
    "Looks through every table for a column about promotion: one, of adults who run a school, off by default.",
)
def one_place(world: World) -> Found:
    """Columns about promotion elsewhere, and the one if it is not off by default."""
    with taken_back("owner") as cursor:
        columns = _about_promotion(cursor)
        cursor.execute(DEFAULT)
        is_off = cursor.fetchone() == (True,)
        cursor.execute("alter table people_guardian add column promo_opt_in boolean not null default false")
        planted = _about_promotion(cursor)
        cursor.execute(COLUMNS)
        count = len(cursor.fetchall())
    wrong = [f"{table}.{column}" for table, column in columns if table != ASKED_FOR]
    if not is_off or (ASKED_FOR, COLUMN) not in columns:
        wrong.append(f"{ASKED_FOR}.{COLUMN} is not off by default")
    noticed = set(planted) - set(columns) == {("people_guardian", "promo_opt_in")}
    return Found(count, wrong, noticed, f"{count:,} columns, {len(wrong)} about promotion where none may be")


def _about_promotion(cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(COLUMNS)
    return [(str(table), str(column)) for table, column in cursor.fetchall() if SELLING.search(column)]


@check(
    "promotion.asked-only",
    "Turns promotional mail on for people who may not, and lists whom the one query would write to.",
)
def asked_only(world: World) -> Found:
    """A yes that was taken from somebody else than an adult who runs the school, and whoever is listed unasked."""
    with _filled(world):
        refused = {
            "somebody who does not say to be of age": (ON.format(of_age="false"), ""),
            "a guardian": (ON.format(of_age="true"), AS_GUARDIAN),
            "somebody who has left": (ON.format(of_age="true"), ENDED),
        }
        wrong = [
            f"{who} was taken"
            for who, (yes, before) in refused.items()
            if outcome("owner", yes, setting=before) == ""
        ]
        listed = {
            "without a word": _listed(),
            "after becoming a guardian alone": _listed(ON.format(of_age="true"), AS_GUARDIAN),
            "after leaving": _listed(ON.format(of_age="true"), ENDED),
        }
        wrong += [f"listed {when}" for when, accounts in listed.items() if accounts]
        noticed = len(_listed(ON.format(of_age="true"))) > 0
    tried = len(refused) + len(listed)
    return Found(
        tried, wrong, noticed, f"{tried} people who did not ask tried, {len(wrong)} would be written to"
    )


def _listed(*statements: str) -> list[UUID]:
    with taken_back("owner") as cursor:
        for statement in statements:
            cursor.execute(statement)
        return promotional.promotional_recipients(QuerySet(PromotionalChoice, using="owner"))


@contextmanager
def _filled(world: World) -> Iterator[None]:
    if world.scratch:
        yield
        return
    with scratch_database(world.superuser_dsn):
        fill_studio("asking")
        yield
