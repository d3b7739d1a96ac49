"""A guardian agrees that a child signs in by itself, in a way that shows it was the guardian."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class StudentLoginConsent(StudioOwned):
    """Verifiable parental consent to a student's own sign-in. Ticking a box is not a method.

    ``evidence`` points at the proof (number of the receipt, where the signed paper is kept, when the call was);
    copies of identity cards are never kept. Without a live one the database lets no child have an account.
    """

    class Method(models.TextChoices):
        CARD_PAYMENT = "card_payment"
        PAPER_FORM = "paper_form"
        VIDEO_CALL = "video_call"

    student = StudioForeignKey("people.Student", models.PROTECT, related_name="+")
    guardian = StudioForeignKey("people.Guardian", models.PROTECT, related_name="+")
    method = models.CharField(max_length=12, choices=Method.choices)
    evidence = models.CharField(max_length=200)
    recorded_by_name = models.CharField(max_length=120)
    given_at = models.DateTimeField(null=True, editable=False)  # the database's own clock
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["student"], name="login_consent_by_student")]
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=["card_payment", "paper_form", "video_call"]),
                name="login_consent_is_verifiable",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="login_consent_has_evidence"),
            models.UniqueConstraint(
                fields=["studio", "student"], condition=Q(withdrawn_at=None), name="login_consent_once"
            ),
            *access(
                "consents_studentloginconsent",
                office="select, insert, update (withdrawn_at)",
                members=among("student_id", "students"),
                members_to="select, update (withdrawn_at)",
                worker="select, delete",
                custody="student_id",
            ),
        ]
