"""A guardian's agreement to a child's own sign-in is recorded with how it was verified."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from museminder.domain.consents.models import StudentLoginConsent
from museminder.domain.people.models import Guardianship
from museminder.domain.people.rules import check_text
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.primitives.actor import Actor


def record_student_login_consent(
    *, guardianship_id: UUID, method: str, evidence: str, by: Actor, at: datetime
) -> StudentLoginConsent:
    """Write down that a guardian agreed to a child's own sign-in: how it was verified, and where the proof is.

    ``method`` is one of ``StudentLoginConsent.Method``; ticking a box is none. Raises ``Refused``.
    """
    proof = check_text(evidence)
    if method not in StudentLoginConsent.Method.values:
        raise Refused(_("Choose how you made sure that it was the guardian."))
    if not proof:
        raise Refused(_("Say where the proof is, such as the number of the receipt."))
    right = Guardianship.objects.get(pk=guardianship_id)
    if not right.may_consent:
        raise Refused(_("This guardian may not decide about the child."))
    with transaction.atomic(using=current_site()):
        consent = StudentLoginConsent(
            student_id=right.student_id,
            guardian_id=right.guardian_id,
            method=method,
            evidence=proof[:200],
            recorded_by_name=by.name[:120],
        )
        try:
            with transaction.atomic(using=current_site()):
                consent.save(force_insert=True)
        except IntegrityError as twice:
            raise Refused(_("This agreement is written down already.")) from twice
        record_change("consents.student_login.given", of=consent, by=by, at=at, details={"method": method})
    return consent
