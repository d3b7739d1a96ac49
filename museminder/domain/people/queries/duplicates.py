"""Records that may be one person or one family."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from museminder.domain.people.models import Family, Guardian, Merge, Student
from museminder.foundation.vault.revealing import alike

ALIKE = 0.5  # share of common letter triples from which two names count as similar
LARGEST_GROUP = 40  # a first name that more students share says nothing
SHORTEST_PHONE = 7


class Reason(StrEnum):
    """Why two records may be one."""

    SAME_NAME = "same_name"
    SIMILAR_NAME_SAME_BIRTH_DATE = "similar_name_same_birth_date"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records that may be one, older first; ``kind`` is that of the merge that would join them."""

    kind: str
    first: Family | Student | Guardian
    second: Family | Student | Guardian
    reasons: tuple[Reason, ...]


def find_duplicates() -> list[Duplicate]:
    """All pairs of families, guardians and students that may be one, in two statements.

    Students: the same name, or a similar name and the same birth date (compared by the vault, shown to nobody).
    Guardians of one family, and families whose guardians share an e-mail address or a telephone.
    """
    return [*_families_and_guardians(), *_students()]


def similarity(one: str, other: str) -> float:
    """How much of two names is the same: the share of letter triples both have, from 0 to 1."""
    mine, theirs = _triples(one), _triples(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _students() -> Iterator[Duplicate]:
    rows = list(Student.objects.filter(merged_into=None).order_by("id"))
    likely = [
        (one, other)
        for one, other in _sharing_a_word(rows)
        if similarity(one.name_key, other.name_key) >= ALIKE
    ]
    asked = {row.pk: row for pair in likely for row in pair}
    groups = alike(list(asked.values()), "birth_date")
    born = {student: number for number, group in enumerate(groups) for student in group}
    for one, other in likely:
        same_birth = one.pk in born and born[one.pk] == born.get(other.pk)
        contradicted = one.birth_date is not None and other.birth_date is not None and not same_birth
        reasons = []
        if _words(one.name_key) == _words(other.name_key) and not contradicted:
            reasons.append(Reason.SAME_NAME)
        if same_birth:
            reasons.append(Reason.SIMILAR_NAME_SAME_BIRTH_DATE)
        if reasons:
            yield Duplicate(Merge.Kind.STUDENT, one, other, tuple(reasons))


def _families_and_guardians() -> Iterator[Duplicate]:
    rows = list(
        Guardian.objects.filter(merged_into=None, is_active=True).select_related("family").order_by("id")
    )
    found: dict[tuple[UUID, UUID], tuple[Guardian, Guardian, list[Reason]]] = {}
    for reason, keys in ((Reason.SAME_EMAIL, _emails), (Reason.SAME_PHONE, _phones)):
        for one, other in _sharing(rows, keys):
            reasons = found.setdefault((one.pk, other.pk), (one, other, []))[2]
            if reason not in reasons:
                reasons.append(reason)
    families: dict[tuple[UUID, UUID], tuple[Family, Family, list[Reason]]] = {}
    for one, other, reasons in found.values():
        if one.family_id == other.family_id:
            if similarity(one.name_key, other.name_key) >= ALIKE:  # spouses share a telephone
                yield Duplicate(Merge.Kind.GUARDIAN, one, other, tuple(reasons))
            continue
        first, second = sorted((one.family, other.family), key=lambda family: family.pk)
        known = families.setdefault((first.pk, second.pk), (first, second, []))[2]
        known += [reason for reason in reasons if reason not in known]
    for first, second, reasons in families.values():
        yield Duplicate(Merge.Kind.FAMILY, first, second, tuple(reasons))


def _sharing_a_word(rows: Iterable[Student]) -> Iterator[tuple[Student, Student]]:
    groups: dict[str, list[Student]] = defaultdict(list)
    for row in rows:
        for word in _words(row.name_key):
            groups[word].append(row)
    pairs = {
        (one.pk, other.pk): (one, other)
        for group in groups.values()
        if len(group) <= LARGEST_GROUP
        for one, other in combinations(group, 2)
    }
    yield from pairs.values()


def _sharing(
    rows: Iterable[Guardian], keys: Callable[[Guardian], set[str]]
) -> Iterator[tuple[Guardian, Guardian]]:
    groups: dict[str, list[Guardian]] = defaultdict(list)
    for row in rows:
        for key in keys(row):
            groups[key].append(row)
    for group in groups.values():
        if len(group) <= LARGEST_GROUP:
            yield from combinations(group, 2)


def _emails(guardian: Guardian) -> set[str]:
    return {guardian.email.lower()} - {""}


def _phones(guardian: Guardian) -> set[str]:
    digits = {re.sub(r"\D", "", phone)[-10:] for phone in (guardian.mobile_phone, guardian.home_phone)}
    return {number for number in digits if len(number) >= SHORTEST_PHONE}


def _words(name_key: str) -> frozenset[str]:
    return frozenset(name_key.split())


def _triples(name: str) -> set[str]:
    padded = [f"  {word} " for word in name.split()]
    return {word[place : place + 3] for word in padded for place in range(len(word) - 2)}
