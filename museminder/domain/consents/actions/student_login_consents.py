"""A guardian's agreement to a child's own sign-in is recorded with how it was verified."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from museminder.domain.consents.models import NOT_ENDED, StudentLoginConsent, StudentLoginRequest
from museminder.domain.consents.queries.student_logins import current_login
from museminder.domain.consents.rules import check_may_consent
from museminder.domain.people.models import Guardianship
from museminder.domain.people.rules import check_not_merged, check_text
from museminder.domain.privacy.queries.policies import changes_for_children
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor

Method = StudentLoginConsent.Method
Problem = StudentLoginRequest.Problem
BY_HAND = (Method.PAPER_FORM, Method.VIDEO_CALL)  # a card payment is written down by the payment itself


def record_student_login_consent(
    *, guardianship_id: UUID, method: str, evidence: str, by: Actor, at: datetime
) -> StudentLoginConsent:
    """Write down that a guardian agreed to a child's own sign-in: how it was verified, and where the proof is.

    ``method`` is a signed form or a video call; ticking a box is none, and a card payment is recorded by itself. One
    that counts no more, or is asked again because of the policy, is renewed. Raises ``Refused``.
    """
    proof = check_text(evidence)
    if method not in BY_HAND:
        raise Refused(_("Choose how you made sure that it was the guardian."))
    if not proof:
        raise Refused(_("Say where the proof is, such as the number of the receipt."))
    right = Guardianship.objects.get(pk=guardianship_id)
    if not right.may_consent:
        raise Refused(_("This guardian may not decide about the child."))
    with transaction.atomic(using=current_site()):
        return _give(
            student_id=right.student_id,
            guardian_id=right.guardian_id,
            method=method,
            evidence=proof,
            by=by,
            at=at,
        )


def check_login_is_asked(*, student_id: UUID, by: Actor) -> StudentLoginConsent | None:
    """Whether a guardian may agree to a child's own sign-in now, and which agreement that would renew.

    Raises ``Refused`` for whoever may not decide, for a student of age, and where an agreement counts that nobody asks
    again.
    """
    _right_to_agree(student_id, by)
    return _renewed_by_a_new_one(student_id)


def ask_student_login(*, student_id: UUID, by: Actor, at: datetime) -> StudentLoginRequest:
    """Note that a guardian, signed in, agreed to a child's own sign-in and goes on to show by card who it is.

    Nothing is allowed by it before the payment arrives. Raises ``Refused`` as ``check_login_is_asked`` does.
    """
    right = _right_to_agree(student_id, by)
    _renewed_by_a_new_one(student_id)
    with transaction.atomic(using=current_site()):
        request = StudentLoginRequest(student_id=student_id, guardian=right.guardian)
        request.save(force_insert=True)
        record_change("consents.student_login.asked", of=request, by=by, at=at)
    return request


def confirm_student_login(*, request_id: UUID, evidence: str, at: datetime) -> StudentLoginConsent | None:
    """Turn what a guardian asked for into an agreement, because the card payment for it has arrived.

    ``evidence`` names the payment. None, with the reason kept on the request, when the right was lost meanwhile or
    somebody else agreed first; the money is the family's either way. A second time changes nothing.
    """
    with transaction.atomic(using=current_site()):
        waiting = StudentLoginRequest.objects.select_for_update(of=("self",)).select_related("guardian")
        request = waiting.get(pk=request_id)
        if request.consent_id is not None or request.problem:
            return request.consent
        try:
            request.consent = _give(
                student_id=request.student_id,
                guardian_id=request.guardian_id,
                method=Method.CARD_PAYMENT,
                evidence=evidence,
                by=Actor(account_id=request.asked_by_account_id, name=request.guardian.full_name),
                at=at,
            )
        except AlreadyGiven:
            request.problem = Problem.GIVEN_ALREADY
        except Refused:
            request.problem = Problem.RIGHT_LOST
        request.save(update_fields=["consent", "problem"])
        return request.consent


class AlreadyGiven(Refused):
    """An agreement counts that nobody asks again."""


def _right_to_agree(student_id: UUID, by: Actor) -> Guardianship:
    right = check_may_consent(student_id=student_id, account_id=by.account_id)
    check_not_merged(right.student)
    if right.student.is_adult:
        raise Refused(_("%(name)s is of age and decides alone.") % {"name": right.student.called})
    return right


def _renewed_by_a_new_one(student_id: UUID) -> StudentLoginConsent | None:
    """The agreement that a new one takes the place of, if any. Raises ``AlreadyGiven`` when none is asked for."""
    before = current_login(student_id=student_id, changes=changes_for_children())
    if before is not None and not before.is_asked_again:
        raise AlreadyGiven(_("This agreement is written down already."))
    return before.consent if before else None


def _give(
    *, student_id: UUID, guardian_id: UUID, method: str, evidence: str, by: Actor, at: datetime
) -> StudentLoginConsent:
    before = _renewed_by_a_new_one(student_id)
    consent = StudentLoginConsent(
        student_id=student_id,
        guardian_id=guardian_id,
        method=method,
        evidence=evidence[:200],
        recorded_by_name=by.name[:120],
    )
    try:
        with transaction.atomic(using=current_site()):
            if before is not None:
                StudentLoginConsent.objects.filter(NOT_ENDED, pk=before.pk).update(renewed_at=at)
            consent.save(force_insert=True)
    except IntegrityError as refused:
        if getattr(refused.__cause__, "sqlstate", "") == "23505":  # two at the same moment
            raise AlreadyGiven(_("This agreement is written down already.")) from refused
        raise Refused(_("This guardian may not decide about the child.")) from refused
    record_change("consents.student_login.given", of=consent, by=by, at=at, details={"method": method})
    return consent
