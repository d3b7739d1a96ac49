"""Something of a studio that was told to somebody outside; the row is there before the bytes leave."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Greatest

from museminder.foundation.outside.telling import Basis, Reason, Told
from museminder.foundation.tenancy.access import Access
from museminder.foundation.tenancy.models import StudioOwned

# A family sees what was told about its children, its account and the person who looks, and nothing of a child
# that a recorded denial keeps from them.
NOT_DENIED = "NOT (subjects && (SELECT sec.denied())::uuid[])"
OURS = (
    "(subjects && (SELECT sec.students())::uuid[] OR subjects && (SELECT sec.families())::uuid[]"
    " OR (SELECT sec.account()) = ANY (subjects))"
)
# What a court forbids to tell stays out of sight until the day it named.
TOLD_OF = "(shown_from IS NULL OR shown_from <= now())"
WORDS_KNOWN = Q(told__contained_by=[told.key for told in Told])
REASON_KNOWN = Q(reason__in=[str(reason) for reason in Reason])
# What a contract alone allows; everything else a partner is told needs a consent.
WORK_FOR_THE_STUDIO = [str(each) for each in (Reason.PAYMENT, Reason.LETTER, Reason.WITHDRAWAL)]
UNDER_CONSENT = Q(consent_id__isnull=False, student_id__isnull=False, notice_version__isnull=False)
WITHOUT_CONSENT = Q(consent_id__isnull=True, student_id__isnull=True, notice_version__isnull=True)


class Disclosure(StudioOwned):
    """One message to a third party: written first, sent afterwards, never changed, removed when its time is over.

    ``subjects`` are ids of students, families, guardians and accounts. Under ``consent`` the row refers to one live
    consent for this student, this third party, this reason and the notice that is shown today: another consent does
    not fit (keys and trigger in the migrations of consents). ``shown_from`` is when a court lets it be known.
    """

    third_party = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    told = ArrayField(models.CharField(max_length=40), default=list)
    subjects = ArrayField(models.UUIDField(), default=list)
    basis = models.CharField(max_length=12)
    consent_id = models.UUIDField(null=True)
    student_id = models.UUIDField(null=True)
    notice_version = models.PositiveIntegerField(null=True)
    host = models.CharField(max_length=253)
    what = models.CharField(max_length=160)
    shown_from = models.DateTimeField(null=True)
    entry_ids = ArrayField(models.UUIDField(), null=True)  # of the access log: opened to be told
    told_at = models.DateTimeField(null=True, editable=False)  # the database's own clock
    # From when its time counts: what a court hid is kept as long after a family may read it as everything else.
    counts_from = models.GeneratedField(
        expression=Greatest("told_at", "shown_from"),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["told_at"], name="disclosure_by_time"),
            models.Index(fields=["consent_id"], name="disclosure_by_consent"),
        ]
        constraints = [
            models.CheckConstraint(condition=WORDS_KNOWN, name="disclosure_tells_what_is_known"),
            models.CheckConstraint(condition=REASON_KNOWN, name="disclosure_has_a_reason"),
            models.CheckConstraint(
                condition=Q(basis=Basis.CONSENT) & UNDER_CONSENT
                | Q(basis=Basis.LEGAL_DEMAND, reason=Reason.LEGAL_DEMAND) & WITHOUT_CONSENT
                | Q(basis=Basis.CONTRACT, reason__in=WORK_FOR_THE_STUDIO) & WITHOUT_CONSENT,
                name="disclosure_has_a_basis",
            ),
            Access(
                role="studio",
                name="disclosure_studio",
                to="select, insert",
                where=f"(SELECT sec.office()) AND {NOT_DENIED} AND {TOLD_OF}",
            ),
            Access(
                role="member",
                name="disclosure_member",
                to="select",
                where=f"{OURS} AND {NOT_DENIED} AND {TOLD_OF}",
            ),
            # only what is over: a trigger refuses the rest
            Access(role="worker", name="disclosure_worker", to="select, insert, delete"),
        ]
