"""Telling a partner what a family agreed to, and that it no longer does."""

from __future__ import annotations

from uuid import UUID

from django.db import DatabaseError

from museminder.domain.consents.gateways.partner import client
from museminder.domain.consents.gateways.partner.client import PartnerRefused
from museminder.domain.consents.models import Consent, PartnerRequest
from museminder.domain.consents.queries.offers import values_told
from museminder.foundation.outside.destinations import check_destination
from museminder.foundation.outside.models import Disclosure
from museminder.foundation.outside.register import Refused, registered
from museminder.foundation.outside.telling import about
from museminder.foundation.tenancy.jobs import studio_task, studio_transaction
from museminder.primitives import clock

State = PartnerRequest.State


@studio_task("consents.tell_partner", retry=3)
def tell_partner(request_id: str) -> None:
    """Tell a partner what the family agreed to, and keep the page where the family goes on.

    What is told is read anew; a consent withdrawn meanwhile is refused by the database, and nothing is sent.
    """
    with studio_transaction():
        request = PartnerRequest.objects.select_related("consent").get(pk=UUID(request_id))
        consent = request.consent
        values = values_told(consent)
    party = registered()[consent.partner]
    state, page, problem = State.READY, "", ""
    try:
        with about(consent.student_id):
            page = client.begin(
                party=party,
                values=values,
                consent_id=consent.pk,
                student_id=consent.student_id,
                notice_version=party.notice_version,
                request_id=request.pk,
            )
        check_destination(page, party)
    except (PartnerRefused, Refused, DatabaseError) as refusal:
        state, page = State.FAILED, ""
        problem = "consent" if isinstance(refusal, DatabaseError) else "partner"
    with studio_transaction():
        PartnerRequest.objects.filter(pk=request.pk).update(state=state, continue_url=page, problem=problem)


@studio_task("consents.tell_partner_to_stop", retry=10)
def tell_partner_to_stop(consent_id: str) -> None:
    """Tell a partner that a consent was withdrawn, if it was ever told anything; told twice, it is the same."""
    with studio_transaction():
        consent = Consent.objects.get(pk=UUID(consent_id))
        was_told = Disclosure.objects.filter(consent_id=consent.pk).exists()
        if consent.partner_informed_at is not None or not was_told:
            return
    with about(consent.student_id):
        client.stop(party=registered()[consent.partner], consent_id=consent.pk)
    with studio_transaction():
        Consent.objects.filter(pk=consent.pk).update(partner_informed_at=clock.now())
