"""A guardian agrees that a child signs in by itself, in a way that shows it was the guardian."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

ENDING = "withdrawn_at, renewed_at"
NOT_ENDED = Q(withdrawn_at=None, renewed_at=None)


class StudentLoginConsent(StudioOwned):
    """Verifiable parental consent to a student's own sign-in. Ticking a box is not a method.

    ``evidence`` points at the proof (number of the receipt, where the signed paper is kept, when the call was);
    copies of identity cards are never kept. It counts while whoever gave it may decide for the child and knew of
    every policy for children that holds; without one that counts the database shows a child nothing
    (``sec.login_consent_that_counts``). Given anew, the former one is *renewed*: the child's sign-in goes on.
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
    renewed_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["student"], name="login_consent_by_student")]
        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=["card_payment", "paper_form", "video_call"]),
                name="login_consent_is_verifiable",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="login_consent_has_evidence"),
            models.UniqueConstraint(
                fields=["studio", "student"], condition=NOT_ENDED, name="login_consent_once"
            ),
            *access(
                "consents_studentloginconsent",
                office=f"select, insert, update ({ENDING})",
                members=among("student_id", "students"),
                members_to=f"select, update ({ENDING})",
                worker=f"select, insert, delete, update ({ENDING})",
                custody="student_id",
            ),
        ]
