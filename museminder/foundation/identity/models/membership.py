"""A membership: an account that belongs to a studio, and what it is there."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from museminder.foundation.identity.permissions import Permission, Role, permissions_of
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned

MEMBERSHIP_SEES_STAFF = "roles && ARRAY['owner', 'manager', 'office', 'instructor']::varchar[]"


class Membership(StudioOwned):
    """An account in this studio. One row a person; a person who comes back gets the same row again."""

    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    # The account's own row is another role's to read, so the studio keeps the name it shows.
    display_name = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role]))
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="membership_once_an_account", fields=["studio", "account"]),
            models.CheckConstraint(
                name="membership_roles_are_known",
                condition=models.Q(roles__contained_by=[role.value for role in Role])
                & models.Q(roles__len__gte=1),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_started",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("started_at")),
            ),
            *access(
                "identity_membership",
                office="select, insert, update",
                staff_see=MEMBERSHIP_SEES_STAFF,
                members="account_id = (SELECT sec.account())",
                worker="select, insert, update",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or str(self.account_id)

    @property
    def is_current(self) -> bool:
        """Whether the person still belongs to the studio."""
        return self.ended_at is None

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this person may do here: the sum of their roles; nothing once the membership has ended."""
        return permissions_of(self.roles) if self.is_current else frozenset()
