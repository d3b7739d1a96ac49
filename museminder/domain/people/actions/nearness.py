"""What one person of the office does at a stroke brings nobody nearer to a child whom somebody else guards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardian, Guardianship, Merge, Student
from museminder.domain.people.queries.reach import Reach, reach_of, students_of_families
from museminder.domain.people.rules import day_of
from museminder.foundation.identity.rules import Refused


def children_of(kind: str, ids: Collection[UUID], *, at: datetime) -> set[UUID]:
    """The students whom records of a ``Merge.Kind`` are, belong to or may do something for."""
    if kind == Merge.Kind.STUDENT:
        return set(ids)
    if kind == Merge.Kind.FAMILY:
        return students_of_families(ids, on=day_of(at))
    pairs = Guardianship.objects.filter(guardian_id__in=ids).values_list("student_id", flat=True)
    families = Guardian.objects.filter(pk__in=ids).values_list("family_id", flat=True)
    return set(pairs) | students_of_families(families, on=day_of(at))


def check_nobody_comes_nearer(
    before: Reach,
    children: Collection[UUID],
    *,
    at: datetime,
    joined: Collection[UUID] = (),
    parted: Collection[UUID] = (),
) -> None:
    """Refuses what was done, if an account or a mailbox may do more now for a student whom another guardian sees.

    ``joined`` are records that became one student: who had the one is new to the other. ``parted`` are students that
    were one record until now. Raises ``Refused``; the transaction takes back what was done.
    """
    after = reach_of(children, on=day_of(at))
    for (key, student), may in after.may.items():
        for was in _was(student, joined, parted):
            gained = may - before.of(key, was)
            if gained and before.is_guarded(was, against=key):
                raise Refused(_sentence(after.names[key], student))


def _was(student: UUID, joined: Collection[UUID], parted: Collection[UUID]) -> Iterable[UUID]:
    """As which records a student was known before."""
    if student in joined:
        return joined
    return parted if student in parted else (student,)


def _sentence(who: str, student_id: UUID) -> str:
    student = Student.objects.get(pk=student_id)
    return _(
        "By this, %(who)s could do or see more for %(student)s than before, and somebody else of the family signs in. "
        "Give that right on the family’s page first: a second person confirms it there."
    ) % {"who": who, "student": student.full_name}
