"""One change that somebody made."""

from __future__ import annotations

from django.db import models

from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.models import StudioOwned


class Change(StudioOwned):
    """What was done to which record, by whom and when; written once, never changed.

    ``what`` is area, noun and past-tense verb: ``billing.invoice.voided``. ``details`` holds ids, amounts and dates,
    never personal text.
    """

    what = models.CharField(max_length=80)
    of_model = models.CharField(max_length=80)
    of_id = models.UUIDField()
    by_account_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    details = models.JSONField(default=dict)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["of_model", "of_id", "at"], name="change_of"),
            models.Index(fields=["at"], name="change_at"),
        ]
        # Everybody who may change something may write it down; nobody may rewrite it.
        constraints = access(
            "change",
            office="select, insert",
            staff_change="by_account_id IS NOT DISTINCT FROM (SELECT sec.account())",
            members="by_account_id IS NOT DISTINCT FROM (SELECT sec.account())",
            members_to="select, insert",
            worker="select, insert",
        )

    def __str__(self) -> str:
        return self.what
