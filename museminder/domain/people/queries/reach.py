"""Who is within reach of a child: each account and each mailbox a letter goes to, and what it could do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from museminder.domain.people.models import CustodyDenial, Guardian, Guardianship, Household, Widening

RIGHTS = ("sees", "may_pick_up", "pays", "may_consent")
BILLS = "bills"  # the family, its other children's names on the invoices among it


@dataclass(frozen=True, slots=True)
class Reach:
    """What each account and mailbox may do for each student, and which of them are one person's."""

    may: dict[tuple[str, UUID], set[str]] = field(default_factory=lambda: defaultdict(set))
    one_person: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    accounts: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    def of(self, key: str, student: UUID) -> set[str]:
        """What a person may do for a student by any of their accounts and mailboxes."""
        return set().union(*(self.may.get((each, student), set()) for each in {key, *self.same(key)}))

    def same(self, key: str) -> set[str]:
        """The accounts and mailboxes that stand on a record together with this one."""
        return set(self.one_person.get(key, ()))

    def is_guarded(self, student: UUID, *, against: str) -> bool:
        """Whether somebody else signs in and sees the student."""
        others = self.accounts - {against, *self.same(against)}
        return any("sees" in self.may.get((each, student), ()) for each in others)


def reach_of(students: Collection[UUID], *, on: date) -> Reach:
    """Who reaches these students and everybody of their families, as row security works it out for whoever enters.

    A mailbox counts like an account, since whoever reads it could be invited, and gets the letters about the child.
    """
    families = Household.objects.filter(_open(on), student_id__in=students).values("family_id")
    households = list(
        Household.objects.filter(_open(on), family_id__in=families).values_list("family_id", "student_id")
    )
    children: Mapping[UUID, set[UUID]] = defaultdict(set)
    for family, student in households:
        children[family].add(student)
    guardians = list(Guardian.objects.filter(family__in=children, is_active=True, merged_into=None))
    pairs: Mapping[UUID, list[Guardianship]] = defaultdict(list)
    for pair in Guardianship.objects.filter(guardian__in=[each.pk for each in guardians]):
        pairs[pair.guardian_id].append(pair)
    denied = _denied({student for _family, student in households}, on)
    reach = Reach()
    for guardian in guardians:
        _add(reach, guardian, children[guardian.family_id], pairs[guardian.pk], denied)
    return reach


def students_of_families(families: Iterable[UUID], *, on: date) -> set[UUID]:
    """The students that live with or are paid for by these families."""
    rows = Household.objects.filter(_open(on), family_id__in=list(families))
    return set(rows.values_list("student_id", flat=True))


def guarded_students(students: Collection[UUID]) -> set[UUID]:
    """Those of the students who have a guardian that signs in and sees them."""
    return set(_guarding().filter(student_id__in=students).values_list("student_id", flat=True))


def near_a_guarded_child(guardians: Collection[UUID]) -> dict[UUID, UUID]:
    """The guardians who may or are to do something for a guarded student, or are billed; with one such student.

    Their mail address is a way to the child: whoever reads it could be invited, and gets the letters.
    """
    guarded = _guarding().values("student_id")
    waiting = Widening.objects.filter(state="waiting", guardian_id__in=guardians).values("guardian_id")
    has_right = Q(sees=True) | Q(may_pick_up=True) | Q(pays=True) | Q(may_consent=True)
    near = Guardianship.objects.filter(has_right | Q(guardian_id__in=waiting))
    near = near.filter(guardian_id__in=guardians, student_id__in=guarded).order_by("student_id")
    found = dict(near.values_list("guardian_id", "student_id"))
    billed = Guardian.objects.filter(pk__in=guardians, is_account_principal=True).filter(
        family__households__until=None, family__households__student_id__in=guarded
    )
    return dict(billed.values_list("pk", "family__households__student_id")) | found


def _guarding() -> QuerySet[Guardianship]:
    return Guardianship.objects.filter(
        sees=True, account_id__isnull=False, guardian__is_active=True, guardian__merged_into=None
    )


def _open(on: date) -> Q:
    """Households that have not ended; one that begins later is as good as begun."""
    return Q(until=None) | Q(until__gt=on)


def _denied(students: Collection[UUID], on: date) -> set[tuple[str, UUID]]:
    """Whom an order keeps away from which student, by every account and mailbox of the record it names."""
    rows = CustodyDenial.objects.filter(
        Q(ended_at=None) | Q(ended_at__date__gt=on), student_id__in=students, guardian__isnull=False
    )
    named = rows.values_list("student_id", "guardian__account_id", "guardian__email")
    return {
        (str(key), student) for student, account, email in named for key in (account, email.lower()) if key
    }


def _add(
    reach: Reach,
    guardian: Guardian,
    children: set[UUID],
    pairs: Iterable[Guardianship],
    denied: set[tuple[str, UUID]],
) -> None:
    keys = {str(key) for key in (guardian.account_id, guardian.email.lower()) if key}
    if guardian.account_id:
        reach.accounts.add(str(guardian.account_id))
    rights = {
        pair.student_id: {right for right in RIGHTS if getattr(pair, right)}
        for pair in pairs
        if pair.student_id in children
    }
    for key in keys:
        reach.names[key] = guardian.full_name
        reach.one_person[key] |= keys - {key}
        kept_from = {student for student in children if (key, student) in denied}
        for student in set(rights) - kept_from:
            reach.may[key, student] |= rights[student]
        pays = any({"sees", "pays"} & rights[student] for student in set(rights) - kept_from)
        if pays or (guardian.is_account_principal and not kept_from):
            for student in children - kept_from:
                reach.may[key, student].add(BILLS)
