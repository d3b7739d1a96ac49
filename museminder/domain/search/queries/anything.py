"""Finding a family, guardian, student, class or member of staff by a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import (
    Case,
    CharField,
    F,
    FloatField,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Lower, NullIf, Trim

from museminder.domain.courses.models import Offering
from museminder.domain.people.models import Family, Guardian, Household, StaffMember, Student, name_key

SIMILAR = 0.5  # as pg_trgm counts: from here on a misspelled name is still meant
MOST_FOUND = 40
FEWEST_LETTERS = 2
EMPTY, NOBODY = Value(""), Value(None, output_field=UUIDField())
CURRENT, NAME_KEY = F("is_active"), F("name_key")

Narrowing = Callable[[QuerySet[Any], str], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found: ``kind`` is family, guardian, student, staff_member or offering.

    ``family_id`` is the family whose page shows a guardian or a student; None where the person looking may not see it.
    """

    kind: str
    id: UUID
    name: str
    detail: str
    family_id: UUID | None
    is_active: bool


def find_anything(letters: str, limit: int = MOST_FOUND) -> list[Found]:
    """What a few letters may mean, best first: words that begin with them, however accents and capitals are written.

    Several words must all be there. One statement; a second one forgives a misspelling when nothing was found. Only
    what the person looking may see is found. Fewer than two letters find nothing.
    """
    wanted = name_key(letters)
    if len(wanted) < FEWEST_LETTERS:
        return []
    return _found(wanted, _beginning_with, limit) or _found(wanted, _similar_to, limit)


def _found(wanted: str, narrowed: Narrowing, limit: int) -> list[Found]:
    first, *others = (
        narrowed(rows, wanted).values_list(
            "f_kind", "id", "f_name", "f_detail", "f_family", "f_current", "f_rank", "f_key"
        )
        for rows in _everything()
    )
    rows = first.union(*others, all=True).order_by("-f_current", "f_rank", "f_key", "id")[:limit]
    return [
        Found(kind, row_id, name, detail or "", family, current)
        for kind, row_id, name, detail, family, current, *_ in rows
    ]


def _everything() -> list[QuerySet[Any]]:
    home = Household.objects.filter(student=OuterRef("pk")).order_by("-is_billed_by_default", "starts_on")
    called = Coalesce(NullIf(F("preferred_name"), Value("")), F("first_name"))
    plain = Lower(Func(F("name"), function="unaccent", output_field=CharField()))
    return [
        _rows(Family.objects.filter(merged_into=None), "family", name=F("name"), family=F("id")),
        _rows(
            Guardian.objects.filter(merged_into=None),
            "guardian",
            name=_full_name("first_name"),
            detail=F("family__name"),
            family=F("family_id"),
        ),
        _rows(
            Student.objects.filter(merged_into=None),
            "student",
            name=_full_name(called),
            detail=Subquery(home.values("family__name")[:1]),
            family=Subquery(home.values("family_id")[:1]),
        ),
        _rows(StaffMember.objects.all(), "staff_member", name=_full_name("first_name"), detail=F("title")),
        _rows(
            Offering.objects.all(),
            "offering",
            name=F("name"),
            detail=F("course__name"),
            current=F("is_open"),
            key=plain,
        ),
    ]


def _rows(
    rows: QuerySet[Any],
    kind: str,
    *,
    name: Any,
    detail: Any = EMPTY,
    family: Any = NOBODY,
    current: Any = CURRENT,
    key: Any = NAME_KEY,
) -> QuerySet[Any]:
    return rows.annotate(
        f_kind=Value(kind),
        f_name=Cast(name, CharField()),
        f_detail=Cast(detail, CharField()),
        f_family=family,
        f_current=current,
        f_key=Cast(key, CharField()),
    )


def _full_name(first: Any) -> Any:
    return Trim(Concat(first, Value(" "), F("last_name")))


def _beginning_with(rows: QuerySet[Any], wanted: str) -> QuerySet[Any]:
    """Rows in whose key every wanted word begins a word; those that begin with all of it come first."""
    padded = rows.annotate(f_words=Concat(Value(" "), "f_key"))
    for word in wanted.split():
        padded = padded.filter(f_words__contains=f" {word}")
    first = Case(
        When(f_key__startswith=wanted, then=Value(0.0)), default=Value(1.0), output_field=FloatField()
    )
    return padded.annotate(f_rank=first)


def _similar_to(rows: QuerySet[Any], wanted: str) -> QuerySet[Any]:
    """Rows with a word much like the wanted letters, the most alike first."""
    alike = TrigramWordSimilarity(wanted, "f_key")
    return rows.annotate(f_rank=Value(0.0, output_field=FloatField()) - alike).filter(f_rank__lte=-SIMILAR)
