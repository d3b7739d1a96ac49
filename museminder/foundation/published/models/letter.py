"""A letter that a visitor left on the public site, once it was taken out of the public database."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from museminder.foundation.published.letterbox import Kind
from museminder.foundation.tenancy.access import EVERYTHING, Access

ANSWERED_WITHIN = timedelta(days=30)  # sentence S36 of the policy
SETTLED_SOMEHOW = Q(settled_at=None, settled_as="") | (Q(settled_at__isnull=False) & ~Q(settled_as=""))


class Letter(models.Model):
    """A sign-up, a question or a privacy request of somebody who belongs to no studio yet, or does not say.

    It is settled when it was answered or passed on: ``settled_as`` says how, such as "letter" or the number of a
    request. ``answer`` is what the desk wrote; the worker sends it. ``try_again_at`` is when sending is tried again.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    email = models.EmailField()
    studio_name = models.CharField(max_length=120, blank=True)
    message = models.TextField(blank=True)
    language = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_as = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    try_again_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="letter_waiting", fields=["received_at"], condition=Q(settled_at=None))]
        constraints = [
            models.CheckConstraint(condition=SETTLED_SOMEHOW, name="letter_settled_somehow"),
            Access(role="worker", name="letter_worker", to=EVERYTHING),
            Access(
                role="operator",
                name="letter_operator",
                to="select, update (answer, answered_by, settled_at, settled_as, try_again_at, attempts)",
            ),
        ]

    @property
    def due_at(self) -> datetime:
        """Until when the policy promises an answer."""
        return self.received_at + ANSWERED_WITHIN

    def is_late(self, at: datetime) -> bool:
        """Whether somebody should have answered by now."""
        return self.settled_at is None and self.due_at < at
