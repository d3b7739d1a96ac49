"""Whom to call, and who may come to the door, without an account."""

from __future__ import annotations

from django.db import models

from museminder.domain.people.models.family import Family
from museminder.domain.people.models.name_key import NameKeyField
from museminder.domain.people.models.origin import OriginsKept
from museminder.domain.people.models.student import Student
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class Contact(OriginsKept, StudioOwned):
    """A person to call in an emergency or allowed to pick a student up, named by one household."""

    student = StudioForeignKey(Student, models.PROTECT, related_name="contacts")
    # The household that named the person: the other household does not see it.
    family = StudioForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="contacts")
    name = models.CharField(max_length=160)
    name_key = NameKeyField(of=["name"])
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    relationship = models.CharField(max_length=60, blank=True)
    is_emergency = models.BooleanField(default=False)
    may_pick_up = models.BooleanField(default=False)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["student"], name="contact_by_student")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="contact_has_a_name"),
            *access(
                "people_contact",
                members=f"{among('student_id', 'students')} AND {among('family_id', 'families')}",
                members_to="select, insert, update, delete",
                custody="student_id",
            ),
        ]

    def __str__(self) -> str:
        return self.name
