"""A sentence of the promise as it is published: what it is bound to, in words."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import EVERYTHING, Access


class PromiseClause(models.Model):
    """One of the sentences, its honesty class and how it is checked; written anew by every run of the checks."""

    class Kind(models.TextChoices):
        PROVEN = "proven"
        MEASURED = "measured"
        ATTESTED = "attested"
        INTENT = "intent"

    id = models.CharField(primary_key=True, max_length=3)
    group = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    claim = models.TextField()
    reading = models.TextField(blank=True)
    control = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    missing = models.TextField(blank=True)
    controls = models.JSONField(default=list)
    checks = models.JSONField(default=list)
    mutants = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    max_age_hours = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            Access(role="operator", name="promise_clause_operator", to="select"),
            Access(role="worker", name="promise_clause_worker", to=EVERYTHING),
        ]
