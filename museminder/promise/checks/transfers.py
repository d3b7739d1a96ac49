"""MuseMinder changes hands: said 30 days before, never altered, nobody taken along unasked, with the ways out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve  # noqa: TID251  the check follows the links of a letter

from museminder.domain.privacy.formats import change_letters
from museminder.domain.privacy.models import ChangeOfControl
from museminder.domain.privacy.queries.changes_of_control import Reached
from museminder.foundation.tenancy.context import Entry
from museminder.foundation.tenancy.provisioning import SERVING_ROLES
from museminder.primitives.ids import uuid7
from museminder.promise.attempting import outcome, taken_back
from museminder.promise.checking import Found, World, check
from museminder.promise.checks.policies import UTC_DAY, ZONES

POSTING = (
    "insert into privacy_changeofcontrol (id, taken_over_by, what_changes, effective_on, posted_by)"
    " values (gen_random_uuid(), 'x', 'x', {day}, 'x')"
)
BACK_DATED = POSTING.replace("posted_by)", "posted_by, posted_at)").replace(
    "'x')", "'x', clock_timestamp() - interval '400 days')"
)
CHANGES = (
    "update privacy_changeofcontrol set taken_over_by = taken_over_by",
    "update privacy_changeofcontrol set effective_on = effective_on - 1",
    "delete from privacy_changeofcontrol",
    "truncate privacy_changeofcontrol cascade",
)
UNASKED = """
select a.attrelid::regclass::text, a.attname::text from pg_attribute a where a.attname = 'goes_along'
and (a.atthasdef or not a.attnotnull)
"""
# Which pages a letter must lead to, by whom it is for: everything taken along, everything erased.
WAYS_OUT = {
    "owner": {
        "studio:privacy:transfers:index",
        "studio:leaving:exports:index",
        "studio:privacy:closing:index",
    },
    "guardian": {"member:privacy:exports", "member:privacy:index"},
}
_LINK = re.compile(r"https://\S+")


@check(
    "transfer.thirty-days", "Tries to announce a sale of MuseMinder for sooner, with false dates and clocks."
)
def thirty_days(world: World) -> Found:
    """Every day from 0 to 29, in three time zones, with and without a false time of posting."""
    tried = [
        (POSTING.format(day=f"{UTC_DAY} + {days}"), f"set local time zone '{zone}'")
        for zone in ZONES
        for days in range(30)
    ]
    tried.append((BACK_DATED.format(day=f"{UTC_DAY} + 1"), ""))
    wrong = [statement for statement, zone in tried if outcome("owner", statement, setting=zone) == ""]
    # One that leaves 31 days must be taken, or the refusals would show nothing.
    noticed = outcome("owner", _in_time()) == ""
    return Found(
        len(tried), wrong, noticed, f"{len(tried)} announcements of 29 days or less tried, {len(wrong)} taken"
    )


@check(
    "transfer.immutable", "Tries, as every role and as the one that migrates, to alter what was announced."
)
def immutable(world: World) -> Found:
    """Edits and removals of an announcement that were taken."""
    tried = [("owner", change, _in_time()) for change in CHANGES]
    tried += [(role, change, "") for role in SERVING_ROLES for change in CHANGES]
    wrong = [
        f"{role}: {change}" for role, change, before in tried if outcome(role, change, setting=before) == ""
    ]
    noticed = outcome("owner", "select 1 from privacy_changeofcontrol", setting=_in_time()) == ""
    return Found(len(tried), wrong, noticed, f"{len(tried)} edits tried, {len(wrong)} taken")


@check("transfer.asked-first", "Looks whether an answer of a school can be there that nobody gave.")
def asked_first(world: World) -> Found:
    """Columns with the answer that have a default, or may be left open."""
    with taken_back("owner") as cursor:
        cursor.execute(UNASKED)
        wrong = [f"{table}.{column} has an answer of its own" for table, column in cursor.fetchall()]
        cursor.execute("create table planted_answers (goes_along boolean not null default true)")
        cursor.execute(UNASKED)
        noticed = ("planted_answers", "goes_along") in cursor.fetchall()
        cursor.execute("select count(*) from pg_attribute where attname = 'goes_along'")
        count = int(cursor.fetchone()[0]) - 1
    return Found(
        count, wrong, noticed, f"{count} column with the answer, {len(wrong)} that answers by itself"
    )


@check(
    "transfer.ways-out",
    "Writes the letters of a sale and follows their links to where everything is taken along.",
)
def ways_out(world: World) -> Found:
    """Letters without one of the pages that they must lead to."""
    bodies = {each: _letter(each) for each in WAYS_OUT}
    wrong = [f"{each}: {page}" for each, body in bodies.items() for page in _missing(each, body)]
    noticed = all(_missing(each, "https://localhost/nowhere/") == WAYS_OUT[each] for each in WAYS_OUT)
    count = sum(map(len, WAYS_OUT.values()))
    return Found(count, wrong, noticed, f"{count} ways out in {len(bodies)} letters, {len(wrong)} missing")


def _in_time() -> str:
    return POSTING.format(day=f"{UTC_DAY} + 31")


def _letter(whose: str) -> str:
    change = ChangeOfControl(taken_over_by="Another", what_changes="Nothing", effective_on=date(2099, 1, 1))
    facts: dict[str, Any] = dict.fromkeys(("account_id", "membership_id"))
    facts |= dict.fromkeys(("time_zone", "currency", "accent", "member_name"), "")
    entry = Entry(studio_id=1, slug="school", name="School", locale="en", roles=frozenset(), **facts)
    reached = Reached(uuid7(), "somebody@example.invalid", as_owner=whose == "owner")
    return str(change_letters.change_letter(change, entry, reached).body)


def _missing(whose: str, body: str) -> set[str]:
    return WAYS_OUT[whose] - set(_pages(body))


def _pages(body: str) -> Iterator[str]:
    """The pages that the links of a letter lead to, by name."""
    for link in _LINK.findall(body):
        address = urlsplit(link)
        site = settings.HOST_SITES.get(address.hostname or "")
        try:
            yield resolve(address.path, urlconf=f"museminder.config.urls.{site}").view_name
        except (Resolver404, ImportError):
            continue
