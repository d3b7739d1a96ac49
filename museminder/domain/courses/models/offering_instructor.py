"""Who teaches an offering."""

from __future__ import annotations

from django.db import models

from museminder.domain.courses.models.offering import Offering
from museminder.domain.people.models import StaffMember
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class OfferingInstructor(StudioOwned):
    """One of the people who teach an offering, the first at position 0; new meetings copy them."""

    offering = StudioForeignKey(
        Offering, on_delete=models.CASCADE, related_name="instructors", db_index=False
    )
    staff_member = StudioForeignKey(StaffMember, on_delete=models.PROTECT, related_name="taught_offerings")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "offering", "staff_member"], name="courses_offering_instructor_once"
            ),
            *access("courses_offering_instructor", staff_see="true", members="true"),
        ]
