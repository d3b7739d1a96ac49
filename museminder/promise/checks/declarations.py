"""What is held about people is declared, field by field; and marketing is no purpose of anything."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from museminder.foundation.outside.register import registered
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.holdings import holdings
from museminder.promise.attempting import taken_back
from museminder.promise.checking import Found, World, check

# Tables of the frameworks: what is in them is listed with the accounts (data map, "sign-in").
FRAMEWORK = re.compile(r"^(auth_|django_|procrastinate_|account_|mfa_)")
ALWAYS = {"id", "studio_id"}  # a row's own number and its studio say nothing about anybody
SELLING = re.compile(
    r"market(?!_value)|advert|promo(?!ise)|newsletter|campaign|sponsor|upsell", re.IGNORECASE
)
# Where an adult who runs a school may ask for it themselves; that there is no other place: promotion.one-place.
ASKED_FOR = "privacy_promotionalchoice"
COLUMNS = """
select c.relname::text, a.attname::text from pg_attribute a join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped order by 1, 2
"""


@check(
    "fields.classified", "Compares every column of the database with the declared fields and their classes."
)
def classified(world: World) -> Found:
    """Columns that no area has declared, with how much they tell about a person."""
    with taken_back("owner") as cursor:
        columns = _columns(cursor)
        cursor.execute("create table planted_words (id int, nickname text)")
        planted = set(_columns(cursor)) - set(columns)
    wrong = _undeclared(columns)
    noticed = _undeclared(planted) == ["planted_words.nickname"]
    count = len([column for table, column in columns if not FRAMEWORK.match(table)])
    return Found(count, wrong, noticed, f"{count:,} columns, {len(wrong):,} without a declared class")


@check("purposes.no-marketing", "Looks for marketing among purposes, choices and column names.")
def no_marketing(world: World) -> Found:
    """A word for selling in anything that says why something is kept, sent or opened."""
    with taken_back("owner") as cursor:
        columns = _columns(cursor)
        cursor.execute("create table planted_words (id int, marketing_opt_in boolean)")
        planted = set(_columns(cursor)) - set(columns)
    words = [*_said_words(), *(f"{table}.{column}" for table, column in columns if table != ASKED_FOR)]
    wrong = [word for word in words if SELLING.search(word)]
    try:
        Purpose("marketing")
        wrong.append("marketing is a purpose")
    except ValueError:
        pass
    noticed = any(SELLING.search(column) for _, column in planted)
    return Found(
        len(words) + 1,
        wrong,
        noticed,
        f"{len(words):,} purposes, choices and columns, {len(wrong):,} about marketing",
    )


def _columns(cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(COLUMNS)
    return [(str(table), str(column)) for table, column in cursor.fetchall()]


def _undeclared(columns: Iterable[tuple[str, str]]) -> list[str]:
    held = holdings()
    declared = {
        model._meta.db_table: {
            field.column for field in model._meta.local_fields if field.name in held[model._meta.label].fields
        }
        for model in apps.get_models()
        if model._meta.label in held
    }
    return sorted(
        f"{table}.{column}"
        for table, column in columns
        if not FRAMEWORK.match(table) and column not in ALWAYS and column not in declared.get(table, set())
    )


def _said_words() -> list[str]:
    words = [purpose.value for purpose in Purpose]
    words += [holding.purpose for holding in holdings().values()]
    words += [party.purpose for party in registered().values()]
    words += [
        str(value)
        for model in apps.get_models()
        for field in model._meta.local_fields
        for value, _label in field.flatchoices
    ]
    return words
