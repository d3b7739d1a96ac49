"""Erasing a student: who asked, who else must agree, and the two days on which nothing can be read any more."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from museminder.domain.privacy.models.privacy_request import PrivacyRequest
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

# Whoever asked or had to agree reads the end of it, though they do not see the student any more.
CONCERNED = (
    f"{among('student_id', 'students')} OR by_account_id = (SELECT sec.account())"
    " OR (SELECT sec.account()) = ANY (waits_for)"
)


class Erasure(StudioOwned):
    """One case. ``waits_for`` are the accounts of other guardians with rights; ``asked_on_paper`` have no account.

    ``unreadable_in_backups_on`` is the first day on which no copy of the vault opens anything either.
    """

    class State(models.TextChoices):
        WEIGHING = "weighing", _("Being looked at")
        WAITING = "waiting", _("Waits for another guardian")
        DISPUTED = "disputed", _("Guardians disagree")
        HELD = "held", _("Must be kept for now")
        DONE = "done", _("Erased")

    request = StudioForeignKey(PrivacyRequest, models.PROTECT, related_name="+")
    student = StudioForeignKey("people.Student", models.PROTECT, related_name="+")
    by_account_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WEIGHING)
    asked_at = models.DateTimeField()
    waits_for = ArrayField(models.UUIDField(), default=list)
    asked_on_paper = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    unreadable_in_backups_on = models.DateField(null=True)
    key_count = models.PositiveIntegerField(default=0)
    row_count = models.PositiveIntegerField(default=0)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "student"], condition=~Q(state="done"), name="erasure_one_of_a_student"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False, unreadable_in_backups_on__isnull=False),
                name="erasure_is_done_with_two_dates",
            ),
            *access(
                "privacy_erasure",
                office="select",
                members=CONCERNED,
                members_to="select, insert",
                custody="student_id",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether nothing is erased yet."""
        return self.state != self.State.DONE


class ErasureVoice(StudioOwned):
    """What one guardian says to it; without an account it is what the studio has on paper, or a court's decision."""

    erasure = StudioForeignKey(Erasure, models.PROTECT, related_name="voices")
    account_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    agrees = models.BooleanField()
    evidence = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "erasure", "account_id"], name="erasure_voice_once"),
            models.CheckConstraint(
                condition=Q(account_id__isnull=False) | ~Q(evidence=""),
                name="erasure_voice_on_paper_is_evidence",
            ),
            *access(
                "privacy_erasurevoice",
                office="select, insert",
                members="account_id = (SELECT sec.account())",
                members_to="select, insert",
                worker="select, insert",
            ),
        ]
