"""Whether an adult who runs a school wants promotional mail of ours: the only place where that can be said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

MINE = "account_id = (SELECT sec.account())"


class PromotionalChoice(StudioOwned):
    """One person's own word, no by default; the database takes a yes from owners and managers alone, of age."""

    membership = StudioForeignKey("identity.Membership", models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    wants_promotional_mail = models.BooleanField(default=False, db_default=False)
    says_of_age = models.BooleanField(default=False, db_default=False)
    chosen_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "account_id"], name="promotional_choice_once_a_person"),
            models.CheckConstraint(
                condition=Q(wants_promotional_mail=False) | Q(says_of_age=True),
                name="promotional_mail_for_adults_only",
            ),
            # Nobody says it for somebody else, whatever they may do otherwise.
            Access(role="studio", name="promotional_choice_own", to="select, insert, update", where=MINE),
            Access(role="worker", name="promotional_choice_worker", to="select"),
        ]
