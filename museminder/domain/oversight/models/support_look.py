"""A page that support looked at."""

from __future__ import annotations

from django.db import models

from museminder.domain.oversight.models.support_grant import SupportGrant
from museminder.foundation.tenancy.access import OFFICE, Access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class SupportLook(StudioOwned):
    """One page under a grant, written down by the database when it lets support in; nobody can change it."""

    grant = StudioForeignKey(SupportGrant, models.PROTECT, related_name="+")
    page = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["grant", "at"], name="support_look_of_grant")]
        constraints = [
            Access(role="studio", name="support_look_studio", to="select", where=OFFICE),
            Access(role="worker", name="support_look_worker", to="select"),
        ]
