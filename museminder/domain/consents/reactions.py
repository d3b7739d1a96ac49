"""What consents do when something happened below them."""

from __future__ import annotations

from museminder.domain.consents.actions.consents import withdraw_consent
from museminder.domain.consents.actions.student_logins import withdraw_student_login_consent
from museminder.domain.consents.models import NOT_ENDED, Consent, StudentLoginConsent
from museminder.domain.people.events import CustodyDenied, StudentCameOfAge
from museminder.primitives.happenings import when


@when(CustodyDenied)
def end_what_a_barred_guardian_agreed_to(event: CustodyDenied) -> None:
    """Whoever is kept from a child no longer decides about it: what they agreed to ends at once."""
    if event.guardian_id is None:
        return
    given = Consent.objects.filter(
        student_id=event.student_id, guardian_id=event.guardian_id, withdrawn_at=None
    )
    for consent in given:
        withdraw_consent(consent_id=consent.pk, by=event.by, at=event.at)
    signed_in_by = StudentLoginConsent.objects.filter(
        NOT_ENDED, student_id=event.student_id, guardian_id=event.guardian_id
    )
    for agreed in signed_in_by:  # the child signs in again when a guardian who may decide agrees
        withdraw_student_login_consent(consent_id=agreed.pk, by=event.by, at=event.at)


@when(StudentCameOfAge)
def end_what_a_guardian_agreed_to(event: StudentCameOfAge) -> None:
    """Whoever is of age decides alone: what a guardian agreed to before ends at once."""
    given = Consent.objects.filter(student_id=event.student_id, withdrawn_at=None)
    for consent in given:
        if consent.given_by_account_id != event.account_id:
            withdraw_consent(consent_id=consent.pk, by=event.by, at=event.at)
