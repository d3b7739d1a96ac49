"""An invitation: a studio asks the holder of an e-mail address to join it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from museminder.foundation.identity.permissions import Role
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned


class Invitation(StudioOwned):
    """A letter with a link. Only the hash of the link is kept, so it can be checked and not copied.

    The subject says whom the account will stand for (a guardian, a student, a member of staff). Identity
    does not know those; the area that does reacts to the acceptance.
    """

    email = models.EmailField(max_length=254)
    display_name = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role]))
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "identity.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(name="invitation_token_once", fields=["studio", "token_hash"]),
            models.CheckConstraint(
                name="invitation_email_is_lower_case", condition=models.Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="invitation_roles_are_known",
                condition=models.Q(roles__contained_by=[role.value for role in Role])
                & models.Q(roles__len__gte=1),
            ),
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            *access("identity_invitation", office="select, insert, update", worker="select, insert, update"),
        ]

    def __str__(self) -> str:
        return self.email

    def is_open(self, at: datetime) -> bool:
        """Whether the link still works at this moment: not used, not taken back, not too old."""
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at
