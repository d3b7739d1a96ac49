"""An adult of a family."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.domain.people.models.family import Family
from museminder.domain.people.models.name_key import NameKeyField
from museminder.domain.people.models.origin import OriginsKept
from museminder.foundation.tenancy.access import access, demanded
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import SealedField

# What a guardian may change of their own record.
OWN_FACTS = "first_name, last_name, name_key, email, mobile_phone, home_phone, address, version"


class Guardian(OriginsKept, StudioOwned):
    """An adult of a family. A person who is guardian in two families has two records and one account."""

    family = StudioForeignKey(Family, models.PROTECT, related_name="guardians")
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80, blank=True)
    name_key = NameKeyField(of=["first_name", "last_name"])
    email = models.EmailField(max_length=254, blank=True)
    mobile_phone = models.CharField(max_length=40, blank=True)
    home_phone = models.CharField(max_length=40, blank=True)
    address = SealedField(field_id="people.guardian.address", kind="json")
    is_account_principal = models.BooleanField(default=False)
    share_percent = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    membership = StudioForeignKey(
        "identity.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Copied from the membership, because row security compares columns and never looks into another table.
    account_id = models.UUIDField(null=True, blank=True)
    merged_into = StudioForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # Grows with each change, so that a page opened before it is noticed.
    version = models.PositiveIntegerField(default=1)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["family"], name="guardian_by_family"),
            models.Index(fields=["name_key"], name="guardian_by_name"),
            models.Index(fields=["email"], name="guardian_by_email"),
            models.Index(fields=["account_id"], name="guardian_by_account"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_name="") | ~Q(last_name=""), name="guardian_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(share_percent__gte=0) & Q(share_percent__lte=100),
                name="guardian_share_is_a_percentage",
            ),
            models.UniqueConstraint(
                fields=["studio", "family", "membership"],
                condition=Q(merged_into=None),
                name="guardian_once_in_a_family",
            ),
            *access(
                "people_guardian",
                members="account_id = (SELECT sec.account())",
                members_to=f"select, update ({OWN_FACTS})",
            ),
            demanded("people_guardian", records="guardians", column="family_id", sight="families"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name, as lists show it."""
        return f"{self.first_name} {self.last_name}".strip()
