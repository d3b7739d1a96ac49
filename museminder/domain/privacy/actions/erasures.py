"""Asking for a student to be erased, saying yes or no to it, and weighing whether it may be done."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardianship, Student
from museminder.domain.people.rules import check_text
from museminder.domain.privacy.actions.erasing import erase_student
from museminder.domain.privacy.actions.erasure_letters import have_guardians_told, whom_to_tell
from museminder.domain.privacy.actions.privacy_requests import open_request
from museminder.domain.privacy.models import Erasure, ErasureVoice, LegalHold, PrivacyRequest
from museminder.domain.privacy.queries.erasures import deciding_guardians
from museminder.domain.privacy.rules import weighing
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import PROGRAM, Actor

State = Erasure.State
LOOKED_AT_AGAIN = timedelta(days=1)  # while something must be kept


def ask_for_erasure(*, student_id: UUID, by: Actor, at: datetime) -> Erasure:
    """Ask for a student to be erased. Raises ``Refused`` for whoever has no right to: of age, the student alone has."""
    with transaction.atomic(using=current_site()):
        student = Student.objects.get(pk=student_id)
        if by.account_id is None:
            raise Refused(_("Only a person can ask for this."))
        if student.is_adult and student.account_id != by.account_id:
            raise Refused(_("%(name)s is of age and asks for this alone.") % {"name": student.called})
        rights = Guardianship.objects.filter(
            student=student, guardian__account_id=by.account_id, may_consent=True
        )
        if not student.is_adult and not rights.exists():
            raise Refused(_("Whoever may consent for %(name)s asks for this.") % {"name": student.called})
        if Erasure.objects.filter(student=student).exclude(state=State.DONE).exists():
            raise Refused(_("This was asked for already."))
        request = open_request(kind=PrivacyRequest.Kind.ERASE, student_id=student.pk, words="", by=by, at=at)
        erasure = Erasure.objects.create(
            request=request, student=student, by_account_id=by.account_id, asked_at=at
        )
        _weigh_soon(erasure)
    return erasure


def say_to_erasure(*, erasure_id: UUID, agrees: bool, by: Actor, at: datetime) -> ErasureVoice:
    """Agree that a student is erased, or not: then nothing is, until a court decides. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        erasure = Erasure.objects.get(pk=erasure_id)
        if by.account_id not in erasure.waits_for or not erasure.is_open:
            raise Refused(_("Nobody waits for your word on this."))
        if ErasureVoice.objects.filter(erasure=erasure, account_id=by.account_id).exists():
            raise Refused(_("You have answered this already."))
        return _said(erasure, agrees=agrees, evidence="", account_id=by.account_id, by=by, at=at)


def note_decision(*, erasure_id: UUID, evidence: str, by: Actor, at: datetime) -> ErasureVoice:
    """Write down that a court decided, or that a guardian without a sign-in has signed: it is erased. ``Refused``."""
    evidence = check_text(evidence)
    if not evidence:
        raise Refused(_("Say which paper or which court."))
    with transaction.atomic(using=current_site()):
        erasure = Erasure.objects.get(pk=erasure_id)
        if not erasure.is_open:
            raise Refused(_("This is erased already."))
        return _said(erasure, agrees=True, evidence=evidence, account_id=None, by=by, at=at)


def weigh_erasure(*, erasure_id: UUID, studio_id: int, at: datetime) -> Erasure:
    """Look whether a student may be erased now, and do it: nobody with rights is against, and nothing must be kept."""
    with transaction.atomic(using=current_site()):
        erasure = Erasure.objects.select_for_update().select_related("student").get(pk=erasure_id)
        if not erasure.is_open:
            return erasure
        before, rights = erasure.state, deciding_guardians(erasure.student, at=at)
        erasure.waits_for, erasure.asked_on_paper = _others(erasure, rights)
        erasure.state = _state_of(erasure, at)
        if erasure.state == State.DONE:
            _carry_out(erasure, studio_id=studio_id, at=at)
        elif erasure.state == State.HELD:
            _weigh_soon(erasure, again_at=at + LOOKED_AT_AGAIN)
        erasure.save()
        if erasure.state != before:
            told = whom_to_tell(erasure, state=erasure.state, rights=rights)
            have_guardians_told(erasure, state=erasure.state, told=told)
    return erasure


def _others(erasure: Erasure, rights: list[tuple[UUID, UUID | None]]) -> tuple[list[UUID], int]:
    """Accounts of other guardians with rights, and how many of them have none."""
    accounts = [account for _guardian, account in rights]
    others = {each for each in accounts if each is not None} - {erasure.by_account_id}
    return sorted(others), accounts.count(None)


def _state_of(erasure: Erasure, at: datetime) -> State:
    held = LegalHold.objects.filter(student=erasure.student, held_from__lte=at)
    return weighing.weighed(
        is_held=held.filter(Q(ended_at=None) | Q(ended_at__gt=at)).exists(),
        voices=list(ErasureVoice.objects.filter(erasure=erasure)),
        waits_for=erasure.waits_for,
        asked_on_paper=erasure.asked_on_paper,
    )


def _carry_out(erasure: Erasure, *, studio_id: int, at: datetime) -> None:
    done = erase_student(student_id=erasure.student_id, studio_id=studio_id, by=PROGRAM, at=at)
    erasure.done_at, erasure.unreadable_in_backups_on = at, done.destroyed.gone_from_backups_on
    erasure.key_count, erasure.row_count = done.destroyed.count, done.row_count
    answer = _("Erased. No copy can be read from %(day)s on.")
    PrivacyRequest.objects.filter(pk=erasure.request_id, state=PrivacyRequest.State.OPEN).update(
        state=PrivacyRequest.State.ANSWERED,
        answered_at=at,
        answered_by_name=PROGRAM.name,
        answer=answer % {"day": done.destroyed.gone_from_backups_on.isoformat()},
    )


def _said(
    erasure: Erasure, *, agrees: bool, evidence: str, account_id: UUID | None, by: Actor, at: datetime
) -> ErasureVoice:
    voice = ErasureVoice.objects.create(
        erasure=erasure,
        account_id=account_id,
        by_name=by.name[:120],
        agrees=agrees,
        evidence=evidence,
        said_at=at,
    )
    what = "privacy.erasure.agreed" if agrees else "privacy.erasure.opposed"
    record_change(what, of=voice, by=by, at=at)
    _weigh_soon(erasure)
    return voice


def _weigh_soon(erasure: Erasure, *, again_at: datetime | None = None) -> None:
    enqueue("privacy.weigh_erasure", scheduled_at=again_at, erasure_id=str(erasure.pk))
