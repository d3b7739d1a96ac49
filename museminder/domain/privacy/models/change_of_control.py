"""MuseMinder is sold or merged: what was announced, who was written to, and what each studio chose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from museminder.domain.privacy.models.posted import TAKES_EFFECT, THIRTY_DAYS, Posted, always
from museminder.foundation.tenancy.access import Access, access
from museminder.foundation.tenancy.models import StudioOwned
from museminder.primitives.ids import uuid7

WRITABLE = "id, taken_over_by, what_changes, effective_on, posted_by"
OPERATING = "(SELECT sec.operator())"
READERS = ("studio", "member", "worker")


class ChangeOfControl(Posted):
    """Who takes MuseMinder over and what changes by it; announced 30 days before at least, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    taken_over_by = models.CharField(max_length=120)
    what_changes = models.CharField(max_length=2000)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=always(THIRTY_DAYS), name="change_of_control_thirty_days"),
            models.CheckConstraint(condition=always(TAKES_EFFECT), name="change_of_control_takes_effect"),
            models.CheckConstraint(
                condition=~Q(taken_over_by="") & ~Q(what_changes=""), name="change_of_control_is_told_in_full"
            ),
            *(Access(role=role, name=f"change_of_control_{role}", to="select") for role in READERS),
            Access(
                role="operator",
                name="change_of_control_operator",
                to=f"select, insert ({WRITABLE})",
                where=OPERATING,
                sees="true",  # as everybody: every page announces it
            ),
        ]


class TransferChoice(StudioOwned):
    """What a studio answered. Without an answer it does not go along: there is no other default anywhere."""

    change_id = models.UUIDField()
    goes_along = models.BooleanField()
    chosen_at = models.DateTimeField()
    chosen_by_name = models.CharField(max_length=120)

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["studio", "change_id"], name="transfer_choice_once_a_change"),
            *access("privacy_transferchoice", office="select, insert, update", worker="select"),
        ]


class ChangeLetter(StudioOwned):
    """That one person was written to about a change of control: nobody is left out, and nobody written to twice.

    ``account_id`` stands for the studio itself where no owner has an address.
    """

    change_id = models.UUIDField()
    account_id = models.UUIDField()
    as_owner = models.BooleanField()
    sent_at = models.DateTimeField()

    class Meta(StudioOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["studio", "change_id", "account_id", "as_owner"], name="change_letter_once_a_person"
            ),
            *access("privacy_changeletter", office="select", worker="select, insert"),
        ]
