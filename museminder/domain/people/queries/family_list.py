"""The list of all families: a page of it by name, and who is in the families of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from museminder.domain.people.models import Family, Guardian, Household
from museminder.domain.people.queries.directory import SHOWN
from museminder.foundation.tenancy.standing import Given, standing


@dataclass(frozen=True, slots=True)
class FamiliesByName:
    """Every family by name, for a list in pages: one statement for the page that is opened.

    ``is_active`` None means all; ``known_count`` is how many there are, which the list says anyway.
    """

    is_active: bool | None
    known_count: int

    def __len__(self) -> int:
        return self.known_count

    def __getitem__(self, rows: slice) -> list[Any]:
        first, until = rows.start or 0, min(rows.stop, self.known_count)
        return _by_name(self.is_active, first, until) if first < until else []


@standing
def _by_name(is_active: bool | None, first: int, until: int, /) -> QuerySet[Family]:  # noqa: FBT001  its shape
    active = Q() if is_active is None else Q(is_active=is_active)
    rows = Family.objects.filter(active, merged_into=None).order_by("name_key", "id")
    return rows.values_list(*SHOWN, named=True)[first:until]


@dataclass(frozen=True, slots=True)
class PeopleInFamilies:
    """Names by family: students with whether they are still with the studio, and guardians."""

    students: dict[UUID, list[tuple[str, bool]]]
    guardians: dict[UUID, list[str]]


def people_in(family_ids: Sequence[UUID]) -> PeopleInFamilies:
    """The students and guardians of some families, by the names a list shows. Two statements.

    Only names are read, so nothing sealed comes along.
    """
    people = PeopleInFamilies(defaultdict(list), defaultdict(list))
    for family_id, called, is_active in _students(families=list(family_ids)):
        people.students[family_id].append((called, is_active))
    for family_id, name in _guardians(families=list(family_ids)):
        people.guardians[family_id].append(name)
    return people


@standing
def _students(families: Given) -> QuerySet[Household]:
    rows = Household.objects.filter(family_id__among=families, until=None).order_by("student__name_key")
    called = Coalesce(NullIf("student__preferred_name", Value("")), "student__first_name")
    return rows.values_list("family_id", called, "student__is_active")


@standing
def _guardians(families: Given) -> QuerySet[Guardian]:
    rows = Guardian.objects.filter(family_id__among=families, is_active=True, merged_into=None)
    name = Trim(Concat("first_name", Value(" "), "last_name"))
    return rows.order_by("-is_account_principal", "id").values_list("family_id", name)
