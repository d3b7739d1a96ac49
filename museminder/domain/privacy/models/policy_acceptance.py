"""Somebody has read a version of the policy and agrees to it."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import OFFICE, Access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

MINE = "account_id = (SELECT sec.account())"


class PolicyAcceptance(StudioOwned):
    """One person's agreement to one version, in one studio; it is never taken back, only followed by the next."""

    membership = StudioForeignKey("identity.Membership", models.PROTECT, related_name="+")
    account_id = models.UUIDField()  # noted by the database itself, from the signed context
    # A reference in the database; no foreign key of Django's, which would read a global table inside a studio.
    version_number = models.PositiveIntegerField()
    accepted_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "version_number", "membership"], name="policy_accepted_once"
            ),
            Access(
                role="studio",
                name="policy_acceptance_studio",
                to="select, insert",
                where=MINE,
                sees=OFFICE,
            ),
            Access(role="member", name="policy_acceptance_member", to="select, insert", where=MINE),
            Access(role="worker", name="policy_acceptance_worker", to="select"),
        ]
