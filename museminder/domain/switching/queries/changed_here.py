"""What somebody of the studio changed between the look over an import's files and writing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from museminder.domain.people.models import Guardian, Household
from museminder.domain.switching.models import ImportBatch
from museminder.domain.switching.rules.findings import RowReference
from museminder.foundation.audit.models import Change


def rows_changed_here(batch: ImportBatch, updates: Mapping[RowReference, str]) -> set[RowReference]:
    """The rows about a record that was changed here after the files were looked over.

    ``updates`` are the rows that correct a record of the studio, by its id. A student's row is also about the student's
    family and guardians.
    """
    if batch.looked_over_at is None or not updates:
        return set()
    about = {row: {UUID(reference)} for row, reference in updates.items()}
    kin = _kin({record for records in about.values() for record in records})
    wanted = {row: records.union(*(kin.get(one, set()) for one in records)) for row, records in about.items()}
    changed = changed_since(batch.looked_over_at, set().union(*wanted.values()))
    return {row for row, records in wanted.items() if records & changed}


def changed_since(since: datetime, records: Iterable[UUID]) -> set[UUID]:
    """Which of some records the history says were changed after a moment."""
    found = Change.objects.filter(at__gt=since, of_id__in=list(records))
    return set(found.values_list("of_id", flat=True))


def _kin(students: set[UUID]) -> dict[UUID, set[UUID]]:
    """Family and guardians of each student, as far as the ids are of students."""
    families = list(
        Household.objects.filter(student__in=students, until=None).values_list("student_id", "family_id")
    )
    adults: dict[UUID, set[UUID]] = {}
    of_families = Guardian.objects.filter(family__in={family for _student, family in families})
    for family, adult in of_families.values_list("family_id", "id"):
        adults.setdefault(family, set()).add(adult)
    kin: dict[UUID, set[UUID]] = {}
    for student, family in families:
        kin.setdefault(student, set()).update({family}, adults.get(family, set()))
    return kin
