"""More rights for a guardian, asked for by one person of the office and waiting for another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from museminder.domain.people.models.custody_denial import CustodyDenial
from museminder.domain.people.models.guardian import Guardian
from museminder.domain.people.models.student import Student
from museminder.foundation.tenancy.access import access, among
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned

DECIDING = "state, decided_by_name"
# Two records that are one: the wish moves along, and whoever moved it is from then on the one who asked.
MERGING = "guardian_id, student_id, denial_id"
# Why an order is to end is between the office and whoever decides it; an address is nobody else's to read.
SEEN_BY_FAMILIES = (
    "id, studio_id, student_id, guardian_id, denial_id, sees, may_pick_up, pays, may_consent, asked_by_account_id, "
    "asked_by_name, asked_at, waits_until, state, decided_by_account_id, decided_by_name, decided_at"
)


class Widening(StudioOwned):
    """Rights a guardian is to get for one student, a new address of theirs, or an order that is to end.

    Until it is decided nothing holds. ``email`` is the new address; the database empties it once that is decided.

    Who asked, who decided and when are noted by the database itself. Where only one person keeps the office, nobody
    could confirm: it then waits until ``waits_until``, a day in which the other guardians may object.
    """

    NOT_FOR_FAMILIES = frozenset({"note", "email"})

    class State(models.TextChoices):
        WAITING = "waiting"
        GIVEN = "given"
        REFUSED = "refused"
        OBJECTED = "objected"

    student = StudioForeignKey(Student, models.PROTECT, related_name="+")
    guardian = StudioForeignKey(Guardian, models.PROTECT, null=True, blank=True, related_name="+")
    denial = StudioForeignKey(CustodyDenial, models.PROTECT, null=True, blank=True, related_name="+")
    sees = models.BooleanField(default=False)
    may_pick_up = models.BooleanField(default=False)
    pays = models.BooleanField(default=False)
    may_consent = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    asked_by_account_id = models.UUIDField(null=True, editable=False)
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField(null=True, editable=False)
    waits_until = models.DateTimeField(null=True, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_by_account_id = models.UUIDField(null=True, editable=False)
    decided_by_name = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta(StudioOwned.Meta):
        indexes = [models.Index(fields=["student"], name="widening_by_student")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "given", "refused", "objected"]),
                name="widening_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="given")
                | Q(waits_until=None, asked_by_account_id__isnull=False, decided_by_account_id__isnull=False)
                & ~Q(decided_by_account_id=F("asked_by_account_id"))
                | Q(waits_until__isnull=False, decided_at__gte=F("waits_until")),
                name="widening_takes_two",
            ),
            models.UniqueConstraint(
                fields=["studio", "guardian", "student"],
                condition=Q(state="waiting", denial=None, email=""),
                name="widening_asked_once",
            ),
            models.UniqueConstraint(
                fields=["studio", "guardian"],
                condition=Q(state="waiting") & ~Q(email=""),
                name="widening_of_address_asked_once",
            ),
            models.UniqueConstraint(
                fields=["studio", "denial"], condition=Q(state="waiting"), name="widening_of_order_asked_once"
            ),
            *access(
                "people_widening",
                office=f"select, insert, update ({DECIDING}, {MERGING})",
                members=among("student_id", "students"),
                members_to=f"select ({SEEN_BY_FAMILIES}), update ({DECIDING})",
                custody="student_id",
            ),
        ]

    @property
    def is_of_an_address(self) -> bool:
        """Whether it is a new address that waits, or waited: no right, and no order."""
        return self.denial_id is None and not (self.sees or self.may_pick_up or self.pays or self.may_consent)
