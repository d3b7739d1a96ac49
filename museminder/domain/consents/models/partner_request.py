"""A family asks for something a partner offers."""

from __future__ import annotations

from django.db import models

from museminder.domain.consents.models.consent import Consent
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class PartnerRequest(StudioOwned):
    """Asked with a consent, sent by a job, and answered by the partner with the page where the family goes on."""

    class State(models.TextChoices):
        ASKED = "asked"
        READY = "ready"
        FAILED = "failed"

    consent = StudioForeignKey(Consent, models.PROTECT, related_name="requests")
    student = StudioForeignKey("people.Student", models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=State.choices, default=State.ASKED)
    continue_url = models.CharField(max_length=500, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["consent"], name="partner_request_by_consent")]
        constraints = access(
            "consents_partnerrequest",
            office="select",
            members=among("student_id", "students"),
            members_to="select, insert",
            custody="student_id",
        )
