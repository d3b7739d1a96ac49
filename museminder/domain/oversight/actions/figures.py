"""Counting a studio."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from museminder.domain.oversight.events import StudioCounted
from museminder.domain.oversight.models import StudioFigures
from museminder.domain.people.models import Family, Student
from museminder.domain.privacy.models import PolicyAcceptance
from museminder.foundation.tenancy.context import OutsideStudio, current_site, current_studio_id
from museminder.primitives.happenings import announce


def count_studio(*, at: datetime) -> StudioFigures:
    """Count the studio in hand, for those who run the machines; only numbers leave it."""
    number = current_studio_id()
    if number is None:
        raise OutsideStudio("there is no studio in hand")
    with transaction.atomic(using=current_site()):
        counted = StudioCounted(at=at)
        announce(counted)
        counts = {
            "family_count": Family.objects.filter(is_active=True, merged_into=None).count(),
            "student_count": Student.objects.filter(is_active=True, merged_into=None).count(),
            "meeting_count": counted.counts.get("meetings", 0),
            "stored_bytes": sum(
                count for name, count in counted.counts.items() if name.startswith("bytes of ")
            ),
            "acceptances": _acceptances(),
            "counted_at": at,
        }
        return StudioFigures.objects.update_or_create(number=number, defaults=counts)[0]


def _acceptances() -> dict[str, int]:
    agreed = PolicyAcceptance.objects.values_list("version_number").annotate(people=Count("id"))
    return {str(number): people for number, people in agreed.order_by("version_number")}
