"""Families come, change and leave."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.people.actions.changing import change_facts, clean_facts
from museminder.domain.people.events import FamilyRegistered
from museminder.domain.people.models import Family, Student
from museminder.domain.people.rules import check_not_merged, day_of
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

FAMILY_FACTS = frozenset({"name", "note", "started_on"})


def register_family(
    *, name: str, by: Actor, at: datetime, started_on: date | None = None, note: str = ""
) -> Family:
    """Welcome a family into the studio. ``started_on`` is today unless it came earlier.

    Raises ``Refused`` for text that cannot be kept.
    """
    facts = clean_facts(Family, {"name": name, "note": note})
    with transaction.atomic(using=current_site()):
        family = Family(**facts, started_on=started_on or day_of(at))
        family.save(force_insert=True)
        record_change("people.family.registered", of=family, by=by, at=at)
        announce(FamilyRegistered(family.pk, by=by, at=at))
    return family


def change_family(*, family_id: UUID, by: Actor, at: datetime, **facts: Any) -> Family:
    """Correct what is written about a family: ``name``, ``note``, ``started_on``; the rest stays."""
    with transaction.atomic(using=current_site()):
        family = Family.objects.select_for_update().get(pk=family_id)
        check_not_merged(family)
        changed = change_facts(family, facts, FAMILY_FACTS)
        if changed:
            record_change("people.family.changed", of=family, by=by, at=at, details={"fields": changed})
    return family


def deactivate_family(*, family_id: UUID, by: Actor, at: datetime, note: str = "") -> Family:
    """Part with a family: it leaves the lists and keeps its history.

    Its students leave too, unless another family has them. Money that is owed stays owed.
    """
    with transaction.atomic(using=current_site()):
        family = Family.objects.select_for_update().get(pk=family_id)
        if family.is_active:
            change_facts(family, {"is_active": False}, {"is_active"})
            record_change("people.family.left", of=family, by=by, at=at, note=note)
            for student in _students_only_of(family):
                change_facts(student, {"is_active": False, "ended_on": day_of(at)}, {"is_active", "ended_on"})
                record_change("people.student.left", of=student, by=by, at=at, note=note)
    return family


def reactivate_family(*, family_id: UUID, by: Actor, at: datetime) -> Family:
    """Welcome a family back; its students are welcomed back one by one."""
    with transaction.atomic(using=current_site()):
        family = Family.objects.select_for_update().get(pk=family_id)
        check_not_merged(family)
        if not family.is_active:
            change_facts(family, {"is_active": True}, {"is_active"})
            record_change("people.family.came_back", of=family, by=by, at=at)
    return family


def _students_only_of(family: Family) -> list[Student]:
    students = Student.objects.filter(households__family=family, is_active=True).distinct()
    elsewhere = Family.objects.filter(is_active=True).exclude(pk=family.pk)
    kept = set(
        Student.objects.filter(households__family__in=elsewhere, households__until=None).values_list(
            "pk", flat=True
        )
    )
    return [student for student in students if student.pk not in kept]
