"""Somebody asks what is held about them or a child, or what becomes of it; the law says until when to answer."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

MINE = "by_account_id = (SELECT sec.account())"
ANSWERING = "state, answered_at, answered_by_name, answer"


class PrivacyRequest(StudioOwned):
    """One request, from the day it came until it is answered. ``student`` is None where it is about who asks.

    Whoever asks on a page has an account; who writes a letter or a mail has a name and perhaps an address.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", _("See what is held")
        EXPORT = "export", _("Take a copy along")
        CORRECT = "correct", _("Correct something")
        ERASE = "erase", _("Erase")
        OBJECT = "object", _("Object to a use")
        QUESTION = "question", _("A question")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        REFUSED = "refused", _("Refused")

    class Way(models.TextChoices):
        CENTER = "center", _("Privacy center")
        MAIL = "mail", _("Mail")
        LETTER = "letter", _("Letter or telephone")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    came_by = models.CharField(max_length=10, choices=Way.choices, default=Way.CENTER)
    student = StudioForeignKey("people.Student", models.PROTECT, null=True, blank=True, related_name="+")
    by_account_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    by_email = models.EmailField(blank=True)
    words = models.TextField(max_length=2000, blank=True)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answer = models.TextField(max_length=2000, blank=True)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["state", "due_on"], name="privacy_request_by_due")]
        constraints = [
            models.CheckConstraint(
                name="privacy_request_is_closed_with_words",
                condition=Q(state="open", answered_at=None)
                | (~Q(state="open") & Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            *access(
                "privacy_privacyrequest",
                office=f"select, insert, update ({ANSWERING})",
                members=MINE,
                members_to="select, insert",
                custody="student_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.opened_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.state == self.State.OPEN

    def is_late(self, *, on: date) -> bool:
        """Whether it should have been answered by now."""
        return self.is_open and self.due_on < on
