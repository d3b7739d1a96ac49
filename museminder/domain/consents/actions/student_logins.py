"""A student's own sign-in: a child's after a guardian's verified consent, a grown student's at their own wish."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.consents.models import StudentLoginConsent
from museminder.domain.consents.queries.student_logins import live_consent
from museminder.domain.people.models import Student
from museminder.domain.people.rules import check_not_merged
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.actions.invitations import invite
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.permissions import Role
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor


def invite_student(*, student_id: UUID, email: str, by: Actor, at: datetime) -> Invitation:
    """Ask a student to sign in to the family site by a letter to an address of their own; the address is not kept.

    Raises ``Refused`` for a child without a guardian's live consent, and for whoever can sign in already.
    """
    with transaction.atomic(using=current_site()):
        student = Student.objects.select_for_update().get(pk=student_id)
        check_not_merged(student)
        names = {"name": student.called}
        if student.account_id is not None:
            raise Refused(_("%(name)s can sign in already.") % names)
        if not student.is_adult and not live_consent(student_id=student.pk):
            raise Refused(_("First write down that a guardian agreed that %(name)s signs in.") % names)
        invitation, _token = invite(
            email=email,
            roles=[Role.STUDENT],
            display_name=student.full_name,
            subject_kind="student",
            subject_id=student.pk,
            by=by,
            at=at,
        )
        enqueue("people.send_invitation", invitation_id=str(invitation.pk), by_name=by.name)
    return invitation


def withdraw_student_login_consent(*, consent_id: UUID, by: Actor, at: datetime) -> StudentLoginConsent:
    """Take the agreement back: the child is signed out of the studio with the next click. Twice is once.

    One that was given anew meanwhile changes nothing: the newer one is what is taken back.
    """
    with transaction.atomic(using=current_site()):
        consent = StudentLoginConsent.objects.select_for_update().get(pk=consent_id)
        if consent.withdrawn_at is None and consent.renewed_at is None:
            consent.withdrawn_at = at
            consent.save(update_fields=["withdrawn_at"])
            record_change("consents.student_login.withdrawn", of=consent, by=by, at=at)
    return consent
