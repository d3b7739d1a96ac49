"""A letter about somebody's sign-in, which belongs to no studio."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from museminder.foundation.outside.models.disclosure import REASON_KNOWN, WORDS_KNOWN
from museminder.primitives.ids import uuid7


class AccountDisclosure(models.Model):
    """What was told outside any studio: a letter that confirms an address or sets a password anew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    third_party = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    told = ArrayField(models.CharField(max_length=40), default=list)
    subjects = ArrayField(models.UUIDField(), default=list)
    host = models.CharField(max_length=253)
    what = models.CharField(max_length=160)
    told_at = models.DateTimeField(null=True, editable=False)  # the database's own clock

    class Meta:
        constraints = [
            models.CheckConstraint(condition=WORDS_KNOWN, name="account_disclosure_tells_what_is_known"),
            models.CheckConstraint(condition=REASON_KNOWN, name="account_disclosure_has_a_reason"),
        ]
