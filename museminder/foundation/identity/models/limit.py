"""How often something was tried lately: what rate limits and used-up codes are counted in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Limit(models.Model):
    """One counter with its end. The key is a hash: the table names neither an address nor a person."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_limit"
        indexes: ClassVar[list[models.Index]] = [models.Index(name="limit_by_end", fields=["expires_at"])]
