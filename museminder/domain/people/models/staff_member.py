"""Somebody who works for the studio."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from museminder.domain.people.models.name_key import NameKeyField
from museminder.domain.people.models.origin import OriginsKept
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class StaffMember(OriginsKept, StudioOwned):
    """Owner, manager, office or instructor; without a membership they are named but cannot sign in."""

    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80, blank=True)
    name_key = NameKeyField(of=["first_name", "last_name"])
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=80, blank=True)
    # The color of the calendar's columns; empty lets the calendar choose.
    color = models.CharField(max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")])
    teaches = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    membership = StudioForeignKey(
        "identity.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Copied from the membership, because row security compares columns and never looks into another table.
    account_id = models.UUIDField(null=True, blank=True)
    # Grows with each change, so that a page opened before it is noticed.
    version = models.PositiveIntegerField(default=1)

    class Meta(StudioOwned.Meta):
        verbose_name = "staff member"
        indexes = [
            models.Index(fields=["name_key"], name="staff_member_by_name"),
            models.Index(fields=["account_id"], name="staff_member_by_account"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(first_name="") | ~models.Q(last_name=""), name="staff_member_has_a_name"
            ),
            models.UniqueConstraint(fields=["studio", "membership"], name="staff_member_once_a_membership"),
            # Families see who teaches; the page decides what of it.
            *access("people_staffmember", staff_see="true", members="teaches"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name, as lists show it."""
        return f"{self.first_name} {self.last_name}".strip()
