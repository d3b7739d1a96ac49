"""One version of the privacy policy, as it was posted."""

from __future__ import annotations

from django.db import models

from museminder.domain.privacy.models.posted import TAKES_EFFECT, Posted, always
from museminder.domain.privacy.models.posted import THIRTY_DAYS as NOTICED
from museminder.foundation.tenancy.access import Access

FIRST = 1  # was in force before this program was there to post it
WRITABLE = (
    "number, title, language, summary, material_for_children, blocks, blocks_for_children, effective_on,"
    " posted_by"
)
THIRTY_DAYS = f"number = 1 OR {NOTICED}"
READERS = ("studio", "member", "worker")


class PolicyVersion(Posted):
    """What we promise from a day on; posted at least 30 days before, and never changed afterwards."""

    number = models.PositiveIntegerField(primary_key=True)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    summary = models.TextField(blank=True)
    material_for_children = models.BooleanField(default=False)
    blocks = models.JSONField()
    blocks_for_children = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=always(THIRTY_DAYS),
                name="policy_version_thirty_days",
            ),
            models.CheckConstraint(
                condition=always(TAKES_EFFECT),
                name="policy_version_takes_effect",
            ),
            *(Access(role=role, name=f"policy_version_{role}", to="select") for role in READERS),
            Access(role="operator", name="policy_version_operator", to=f"select, insert ({WRITABLE})"),
        ]
