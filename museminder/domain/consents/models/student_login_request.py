"""A guardian agrees to a child's own sign-in with a card payment: what waits until the gateway says it was paid."""

from __future__ import annotations

from django.db import models

from museminder.domain.consents.models.student_login_consent import StudentLoginConsent
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class StudentLoginRequest(StudioOwned):
    """One guardian, signed in, said yes for one child and went to pay by card.

    The database notes account and moment itself, and lets nobody ask for somebody else. It becomes a
    ``StudentLoginConsent`` when a payment begun for it has arrived (``sec.card_paid_for``); ``problem`` says why not.
    """

    class Problem(models.TextChoices):
        RIGHT_LOST = "right_lost"
        GIVEN_ALREADY = "given_already"

    student = StudioForeignKey("people.Student", models.PROTECT, related_name="+")
    guardian = StudioForeignKey("people.Guardian", models.PROTECT, related_name="+")
    asked_by_account_id = models.UUIDField(null=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)  # the database's own clock
    consent = StudioForeignKey(StudentLoginConsent, models.PROTECT, null=True, related_name="requests")
    problem = models.CharField(max_length=13, choices=Problem.choices, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["student"], name="login_request_by_student"),
            models.Index(fields=["consent"], name="login_request_by_consent"),
        ]
        constraints = [
            *access(
                "consents_studentloginrequest",
                office="select",
                members=among("student_id", "students"),
                members_to="select, insert",
                worker="select, delete, update (consent_id, problem)",
                custody="student_id",
            ),
        ]
