"""Who of us could be let into a studio, and who must not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections
from django.db.models import Prefetch

from museminder.domain.oversight.models import OperatorStaff, Training
from museminder.foundation.tenancy.context import current_site


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who runs MuseMinder, with the training that holds longest; ``is_trained`` is as of the day asked."""

    staff: OperatorStaff
    latest: Training | None
    is_trained: bool


def current_staff(*, on: date) -> list[StaffMember]:
    """Everybody who runs MuseMinder now, by name, with their training; two statements."""
    trainings = Training.objects.order_by("-valid_until", "-id")
    people = OperatorStaff.objects.filter(ended_at=None).order_by("name", "id")
    found = []
    for staff in people.prefetch_related(Prefetch("trainings", queryset=trainings)):
        taken = list(staff.trainings.all())
        found.append(
            StaffMember(staff, taken[0] if taken else None, any(each.is_valid(on=on) for each in taken))
        )
    return found


def staff_without_training(on: date) -> list[OperatorStaff]:
    """Who runs MuseMinder and has no training that holds on a day: the database lets them into no studio."""
    return [each.staff for each in current_staff(on=on) if not each.is_trained]


def support_to_choose() -> list[tuple[UUID, str]]:
    """Whom the owner of the studio in hand may let in: trained today. (account, name), by name."""
    with connections[current_site() or "studio"].cursor() as cursor:
        cursor.execute("select account_id, staff_name from sec.support_staff()")
        return [(account, name) for account, name in cursor.fetchall()]
