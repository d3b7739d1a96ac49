"""What a student looks like, so that whoever teaches or opens the door knows them."""

from __future__ import annotations

from django.db import models

from museminder.domain.people.models.origin import OriginsKept
from museminder.domain.people.models.student import Student
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import SealedField


class StudentPhotograph(OriginsKept, StudioOwned):
    """One picture of a student, sealed under the student's own key: erasing the student erases it."""

    student = StudioForeignKey(Student, models.PROTECT, related_name="photographs")
    picture = SealedField(
        field_id="people.student_photograph.picture", kind="bytes", subject="student_id", null=False
    )
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    kept_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "student"], name="photograph_one_of_student"),
            *access(
                "people_studentphotograph",
                staff_see=among("student_id", "students"),
                members=among("student_id", "students"),
                members_to="select, insert, delete",
                office="select, insert, delete",
                custody="student_id",
            ),
        ]
