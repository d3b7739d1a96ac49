"""Several files of one move, put together."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.records import ImportedFamily, ImportedRoster, ImportedStaff

_Record = TypeVar("_Record")
_OWN = "template"


def combine_rosters(*rosters: ImportedRoster) -> ImportedRoster:
    """Puts files together: staff named by a class become the staff of the staff list, families meet by id.

    The files must be of one region and currency, and differ in name; ValueError if they do not.
    """
    _check_alike(rosters)
    families: dict[str, ImportedFamily] = {}
    for roster in rosters:
        for family in roster.families:
            known = families.get(family.key)
            families[family.key] = replace(known, rows=known.rows + family.rows) if known else family
    return ImportedRoster(
        system=next((roster.system for roster in rosters if roster.system != _OWN), _OWN),
        region=rosters[0].region,
        currency=rosters[0].currency,
        rows=_joined(roster.rows for roster in rosters),
        families=tuple(families.values()),
        guardians=_once((roster.guardians for roster in rosters), lambda guardian: guardian.key),
        students=_joined(roster.students for roster in rosters),
        staff=_staff(_joined(roster.staff for roster in rosters)),
        courses=_once((roster.courses for roster in rosters), lambda course: course.key),
        offerings=_joined(roster.offerings for roster in rosters),
        enrollments=_joined(roster.enrollments for roster in rosters),
        opening_balances=_joined(roster.opening_balances for roster in rosters),
        makeup_credits=_joined(roster.makeup_credits for roster in rosters),
        findings=_joined(roster.findings for roster in rosters),
    )


def _check_alike(rosters: tuple[ImportedRoster, ...]) -> None:
    if len({(roster.region, roster.currency) for roster in rosters}) != 1:
        raise ValueError("Files of one import are read for one region and in one currency.")
    rows = [row for roster in rosters for row in roster.rows]
    if len(set(rows)) != len(rows):
        raise ValueError("Two files of one import have the same name.")


def _staff(people: tuple[ImportedStaff, ...]) -> tuple[ImportedStaff, ...]:
    """Everybody with a row, and those who are only named and have none."""
    listed = {folded(person.name) for person in people if person.rows}
    named: dict[str, ImportedStaff] = {}
    for person in people:
        if not person.rows and folded(person.name) not in listed:
            named.setdefault(person.key, person)
    return (*(person for person in people if person.rows), *named.values())


def _joined(parts: Iterable[tuple[_Record, ...]]) -> tuple[_Record, ...]:
    return tuple(record for part in parts for record in part)


def _once(parts: Iterable[tuple[_Record, ...]], key: Callable[[_Record], str]) -> tuple[_Record, ...]:
    records: dict[str, _Record] = {}
    for part in parts:
        for record in part:
            records.setdefault(key(record), record)
    return tuple(records.values())
