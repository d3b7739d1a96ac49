"""Who teaches one meeting."""

from __future__ import annotations

from django.db import models

from museminder.domain.courses.models.meeting import Meeting
from museminder.domain.people.models import StaffMember
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class MeetingInstructor(StudioOwned):
    """An instructor of one meeting; a substitute stands in for whoever teaches the offering."""

    meeting = StudioForeignKey(Meeting, on_delete=models.CASCADE, related_name="instructors", db_index=False)
    staff_member = StudioForeignKey(StaffMember, on_delete=models.PROTECT, related_name="taught_meetings")
    is_substitute = models.BooleanField(default=False)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "meeting", "staff_member"], name="courses_meeting_instructor_once"
            ),
            *access("courses_meeting_instructor", staff_see="true", members="true"),
        ]
