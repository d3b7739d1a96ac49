"""A guardian agrees, and takes it back."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from museminder.domain.consents.events import ConsentGiven, ConsentWithdrawn
from museminder.domain.consents.models import Consent, PartnerRequest
from museminder.domain.consents.queries.asked_again import asked_again_by
from museminder.domain.consents.rules import check_may_consent, check_partner
from museminder.domain.privacy.models import PolicyVersion
from museminder.domain.privacy.queries.policies import changes_for_children
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce


def ask_partner(*, student_id: UUID, partner: str, by: Actor, at: datetime) -> PartnerRequest:
    """Agree that a partner is told about one child what was shown, and ask it for what it offers.

    A consent that already holds for the same text is used again; one for an older text, or from before a change of
    the policy for children, is withdrawn first. A job tells the partner. Raises ``Refused`` for whoever may not
    decide, and after the agreement with the partner ended.
    """
    party, ends_on = check_partner(partner, on=at.astimezone(UTC).date())
    right = check_may_consent(student_id=student_id, account_id=by.account_id)
    with transaction.atomic(using=current_site()):
        live = Consent.objects.filter(
            student_id=student_id, partner=partner, purpose=party.reason, withdrawn_at=None
        ).first()
        wanted = (party.notice_version, ends_on, None)
        if live is not None and (live.notice_version, live.holds_until, _changed_since(live)) != wanted:
            withdraw_consent(consent_id=live.pk, by=by, at=at)
            live = None
        if live is None:
            live = Consent(
                student_id=student_id,
                guardian_id=right.guardian_id,
                partner=partner,
                purpose=party.reason,
                told=[told.key for told in party.tells],
                notice_version=party.notice_version,
                holds_until=ends_on,
                given_by_name=by.name[:120],
            )
            live.save(force_insert=True)
            record_change("consents.consent.given", of=live, by=by, at=at, details={"partner": partner})
            announce(ConsentGiven(live.pk, student_id, by=by, at=at))
        request = PartnerRequest(consent=live, student_id=student_id, created_at=at)
        request.save(force_insert=True)
        enqueue("consents.tell_partner", request_id=str(request.pk))
    return request


def withdraw_consent(*, consent_id: UUID, by: Actor, at: datetime) -> Consent:
    """Take a consent back: from now on nothing more is told, and a job tells the partner so. Twice is once."""
    with transaction.atomic(using=current_site()):
        consent = Consent.objects.select_for_update().get(pk=consent_id)
        if consent.withdrawn_at is None:
            consent.withdrawn_at, consent.withdrawn_by_name = at, by.name[:120]
            consent.save(update_fields=["withdrawn_at", "withdrawn_by_name"])
            record_change(
                "consents.consent.withdrawn", of=consent, by=by, at=at, details={"partner": consent.partner}
            )
            announce(ConsentWithdrawn(consent.pk, consent.student_id, by=by, at=at))
            enqueue("consents.tell_partner_to_stop", consent_id=str(consent.pk))
    return consent


def _changed_since(consent: Consent) -> PolicyVersion | None:
    return asked_again_by(consent, changes_for_children())
