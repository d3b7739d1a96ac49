"""A guardian agrees that one partner is told something about one child, for one purpose."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from museminder.foundation.outside.telling import OF_A_DEMAND, Reason, Told
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

PURPOSES = [str(Reason.INSTRUMENT_INSURANCE)]
WITHDRAWING = "withdrawn_at, withdrawn_by_name"


class Consent(StudioOwned):
    """One child, one partner, one purpose, one text that was shown; it fits nothing else (a composite key).

    Given by a guardian who may consent and whom no denial names: the database looks, and notes moment and account
    itself. It holds until it is withdrawn, and never longer than the agreement it was given under (``holds_until``,
    not included).
    """

    student = StudioForeignKey("people.Student", models.PROTECT, related_name="+")
    guardian = StudioForeignKey("people.Guardian", models.PROTECT, related_name="+")
    partner = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    told = ArrayField(models.CharField(max_length=40))
    notice_version = models.PositiveIntegerField()
    holds_until = models.DateField()
    given_by_account_id = models.UUIDField(null=True, editable=False)
    given_by_name = models.CharField(max_length=120)
    given_at = models.DateTimeField(null=True, editable=False)  # the database's own clock
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    partner_informed_at = models.DateTimeField(null=True, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["student"], name="consent_by_student")]
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "id", "student", "partner", "purpose", "notice_version"],
                name="consent_fits_nothing_else",
            ),
            models.UniqueConstraint(
                fields=["studio", "student", "partner", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_given_once",
            ),
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="consent_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(told__contained_by=[told.key for told in Told if told not in OF_A_DEMAND])
                & Q(told__len__gt=0),
                name="consent_says_what_is_told",
            ),
            *access(
                "consents_consent",
                office=f"select, update ({WITHDRAWING})",  # a denial that is recorded ends what was agreed to
                members=among("student_id", "students"),
                members_to=f"select, insert, update ({WITHDRAWING})",
                worker=f"select, delete, update ({WITHDRAWING}, partner_informed_at)",
                custody="student_id",
            ),
        ]

    def is_live(self, *, on: date) -> bool:
        """Whether it still allows anything on a day (UTC)."""
        return self.withdrawn_at is None and on < self.holds_until
