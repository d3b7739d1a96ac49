"""Lists of families and of the people who work here."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from museminder.domain.people.models import Family, Guardian, Household, StaffMember, Student, name_key
from museminder.foundation.tenancy.standing import standing

SHOWN = ("id", "name", "is_active")  # what a list says of a family


def families_like(letters: str = "", *, is_active: bool | None = True) -> QuerySet[Family, Any]:
    """Families by name: rows of ``id``, ``name`` and ``is_active``.

    ``letters`` narrows to families of which a name, or the name of a member, has words beginning with them;
    ``is_active`` None means all. Who is in them: ``family_list.people_in``.
    """
    rows = Family.objects.filter(merged_into=None)
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    for word in name_key(letters).split():
        rows = rows.annotate(name_words=_words()).filter(
            Q(name_words__contains=f" {word}") | _has_guardian(word) | _has_student(word)
        )
    return rows.order_by("name_key", "id").values_list(*SHOWN, named=True)


def count_families() -> dict[str, int]:
    """How many families are with the studio and how many have left."""
    return {"active": 0, "inactive": 0} | dict(*_counts())


@standing
def _counts() -> QuerySet[Family, Any]:
    counted = {
        "active": Count("id", filter=Q(is_active=True)),
        "inactive": Count("id", filter=Q(is_active=False)),
    }
    rows = Family.objects.filter(merged_into=None).values("studio_id").annotate(**counted)
    return rows.values(*counted)


def staff_like(letters: str = "", *, is_active: bool | None = True) -> QuerySet[StaffMember]:
    """The people who work here, by name."""
    rows = StaffMember.objects.select_related("membership")
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    for word in name_key(letters).split():
        rows = rows.annotate(name_words=_words()).filter(name_words__contains=f" {word}")
    return rows.order_by("name_key", "id")


def students_like(letters: str, limit: int = 20) -> list[Student]:
    """Students whom a few letters may mean, for a picker; those who are here first."""
    rows = Student.objects.filter(merged_into=None)
    for word in name_key(letters).split():
        rows = rows.annotate(name_words=_words()).filter(name_words__contains=f" {word}")
    return list(rows.order_by("-is_active", "name_key", "id")[:limit])


def _has_guardian(word: str) -> Exists:
    named = Guardian.objects.filter(family=OuterRef("pk"), merged_into=None)
    return Exists(named.annotate(words=_words()).filter(words__contains=f" {word}"))


def _has_student(word: str) -> Exists:
    named = Household.objects.filter(family=OuterRef("pk"), student__merged_into=None)
    return Exists(named.annotate(words=_words("student__name_key")).filter(words__contains=f" {word}"))


def _words(column: str = "name_key") -> Concat:
    """A key with a space before each word, so that a word's beginning can be looked for."""
    return Concat(Value(" "), F(column), output_field=CharField())
