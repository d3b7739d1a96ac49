"""Under which agreements children sign in by themselves, and whether these still count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet

from museminder.domain.consents.models import NOT_ENDED, StudentLoginConsent
from museminder.domain.consents.queries.asked_again import asked_again_by
from museminder.domain.people.models import Guardianship, Student
from museminder.domain.privacy.models import PolicyVersion
from museminder.foundation.identity.models import Invitation

# One household does not see the other's rights, so the database says whether an agreement counts.
COUNTS = Func(F("pk"), function="sec.login_consent_counts", output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Login:
    """An agreement that was not taken back: whether it counts, and the change because of which it is asked again."""

    consent: StudentLoginConsent
    counts: bool
    change: PolicyVersion | None

    @property
    def is_asked_again(self) -> bool:
        """Whether a guardian is asked anew: a policy changed for children, or who agreed may decide no more."""
        return not self.counts or self.change is not None


def _not_ended() -> Any:
    return StudentLoginConsent.objects.filter(NOT_ENDED).annotate(counts=COUNTS)


def _rights_of(account_id: UUID | None) -> QuerySet[Guardianship]:
    return Guardianship.objects.filter(account_id=account_id, may_consent=True, sees=True)


def live_consent(*, student_id: UUID) -> StudentLoginConsent | None:
    """The agreement under which a child signs in now; None if there is none that counts."""
    found: StudentLoginConsent | None = _not_ended().filter(student_id=student_id, counts=True).first()
    return found


def current_login(*, student_id: UUID, changes: Iterable[PolicyVersion]) -> Login | None:
    """The agreement for a child that was not taken back or given anew, counting or not."""
    return next(iter(logins_allowed([student_id], changes)), None)


def logins_allowed(student_ids: Sequence[UUID], changes: Iterable[PolicyVersion]) -> list[Login]:
    """The agreements under which these students sign in by themselves, newest first; what was taken back is left out.

    ``changes`` are the policy's versions that matter for children (``changes_for_children``).
    """
    rows = _not_ended().filter(student_id__in=student_ids)
    known = list(changes)
    found = rows.select_related("student").order_by("-given_at", "-id")
    return [Login(each, each.counts, asked_again_by(each, known)) for each in found]


def decided_by(account_id: UUID | None) -> set[UUID]:
    """The ids of the students about whom somebody may decide as their guardian."""
    return set(_rights_of(account_id).values_list("student_id", flat=True)) if account_id else set()


def children_without(logins: Iterable[Login], students: Iterable[Student]) -> list[Student]:
    """The children among these students for whom nobody agreed to a sign-in of their own."""
    agreed = {each.consent.student_id for each in logins}
    return [each for each in students if not each.is_adult and each.pk not in agreed]


def shut_out(students: Iterable[Student]) -> set[UUID]:
    """Which of these children have a sign-in that opens nothing, because no agreement counts any more."""
    linked = [each.pk for each in students if each.account_id is not None and not each.is_adult]
    if not linked:
        return set()
    counted = _not_ended().filter(student_id__in=linked, counts=True)
    return set(linked) - set(counted.values_list("student_id", flat=True))


def stopped_for(account_id: UUID | None) -> list[tuple[UUID, str]]:
    """The children whose own sign-in waits until this guardian agrees anew, each with the name it is called by."""
    about = _rights_of(account_id).values("student")
    rows = _not_ended().filter(student__in=about, student__is_adult=False, counts=False)
    return [(each.student_id, each.student.called) for each in rows.select_related("student").order_by("id")]


def to_invite(at: datetime) -> list[Student]:
    """The children whose guardian agreed by card and to whom no letter is on its way: the office sends it."""
    asked = Invitation.objects.filter(
        subject_kind="student",
        subject_id=OuterRef("student"),
        accepted_at=None,
        revoked_at=None,
        expires_at__gt=at,
    )
    rows = _not_ended().filter(~Exists(asked), method=StudentLoginConsent.Method.CARD_PAYMENT)
    waiting = rows.filter(student__account_id=None, student__is_adult=False, student__is_active=True)
    counting = waiting.filter(counts=True).select_related("student").order_by("id")
    return [each.student for each in counting]
