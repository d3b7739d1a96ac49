"""Everything the office sees of one family at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from museminder.domain.people.models import (
    Contact,
    CustodyDenial,
    Family,
    Guardian,
    Guardianship,
    Household,
    Student,
)
from museminder.domain.people.rules import day_of

R = TypeVar("R", Household, Contact, CustodyDenial)


@dataclass(frozen=True, slots=True)
class RightsFacts:
    """Students for whom a guardian has the same rights; ``pair`` is one of the pairs."""

    names: list[str]
    pair: Guardianship
    is_denied: bool


@dataclass(frozen=True, slots=True)
class GuardianFacts:
    """A guardian with what they may do for each student, and the denials that beat it."""

    guardian: Guardian
    rights: list[Guardianship]
    denied: frozenset[UUID]

    @property
    def groups(self) -> list[RightsFacts]:
        """The rights, students with the same ones together."""
        groups: dict[tuple[object, ...], RightsFacts] = {}
        for pair in self.rights:
            is_denied = pair.student_id in self.denied
            rights = (pair.sees, pair.may_pick_up, pair.pays, pair.may_consent)
            key = (is_denied, pair.relationship, None if is_denied else rights)
            groups.setdefault(key, RightsFacts([], pair, is_denied)).names.append(pair.student.called)
        return list(groups.values())


@dataclass(frozen=True, slots=True)
class StudentFacts:
    """A student of the family: this household, the others, contacts, and whom a court keeps away."""

    student: Student
    household: Household
    elsewhere: list[Household]
    contacts: list[Contact]
    denials: list[CustodyDenial]


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """A family with everybody in it."""

    family: Family
    students: list[StudentFacts]
    guardians: list[GuardianFacts]

    @property
    def denials(self) -> list[CustodyDenial]:
        """Every denial in force about a student of the family."""
        return [denial for facts in self.students for denial in facts.denials]


def family_facts(family: Family, at: datetime) -> FamilyFacts:
    """A family's students, guardians with their rights, contacts and denials in force, in five statements."""
    today = day_of(at)
    here, elsewhere = _households(family, today)
    ids = [household.student_id for household in here]
    contacts = _by_student(Contact.objects.filter(student__in=ids).order_by("-is_emergency", "name_key"))
    in_force = CustodyDenial.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=at), student__in=ids, starts_at__lte=at
    ).select_related("student")
    denials = _by_student(in_force.order_by("starts_at"))
    students = [
        StudentFacts(
            each.student,
            each,
            elsewhere[each.student_id],
            contacts[each.student_id],
            denials[each.student_id],
        )
        for each in here
    ]
    return FamilyFacts(family, students, _guardians(family, ids, denials))


def _households(family: Family, today: date) -> tuple[list[Household], dict[UUID, list[Household]]]:
    """The households of the family's students, here and in other families, on a day or later."""
    now = Household.objects.filter(Q(until=None) | Q(until__gt=today), student__merged_into=None)
    rows = now.filter(student__in=now.filter(family=family).values("student_id"))
    ordered = list(rows.select_related("student", "family").order_by("student__name_key", "starts_on"))
    here = [row for row in ordered if row.family_id == family.pk]
    return here, _by_student(row for row in ordered if row.family_id != family.pk)


def _guardians(
    family: Family, student_ids: list[UUID], denials: dict[UUID, list[CustodyDenial]]
) -> list[GuardianFacts]:
    rows = Guardian.objects.filter(family=family, is_active=True, merged_into=None)
    rights: dict[UUID, list[Guardianship]] = defaultdict(list)
    pairs = Guardianship.objects.filter(guardian__family=family, student__in=student_ids).select_related(
        "student"
    )
    for pair in pairs.order_by("student__name_key"):
        rights[pair.guardian_id].append(pair)
    denied: dict[UUID | None, set[UUID]] = defaultdict(set)
    for student_id, held in denials.items():
        for denial in held:
            denied[denial.guardian_id].add(student_id)
    return [
        GuardianFacts(guardian, rights[guardian.pk], frozenset(denied[guardian.pk]))
        for guardian in rows.order_by("-is_account_principal", "name_key", "id")
    ]


def _by_student(rows: Iterable[R]) -> dict[UUID, list[R]]:
    grouped: dict[UUID, list[R]] = defaultdict(list)
    for row in rows:
        grouped[row.student_id].append(row)
    return grouped
