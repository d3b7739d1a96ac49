"""What a family agreed to for its children, with receipts, and what was told to whom."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.consents.formats.receipt import receipt_file, receipt_of
from museminder.domain.consents.models import Consent
from museminder.domain.consents.queries.asked_again import (
    asked_again_by,
    ending,
    has_ended_by_change,
)
from museminder.domain.consents.queries.consents import (
    consents_of,
    disclosures_about,
    disclosures_under,
    partner_of,
)
from museminder.domain.consents.queries.offers import told_by_key
from museminder.domain.consents.queries.student_logins import children_without, decided_by, logins_allowed
from museminder.domain.people.models import Family, Student
from museminder.domain.privacy.queries.policies import changes_for_children
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.outside.register import partners, registered
from museminder.sites.member.door import page
from museminder.web.rendering import show as show_page


@page(Permission.MY_PRIVACY_SEE)
def index(request: Any) -> HttpResponse:
    """Every child with what was agreed to for it, what partners offer, and what was told to anybody."""
    students = list(Student.objects.filter(merged_into=None).order_by("first_name", "id"))
    families = list(Family.objects.values_list("pk", flat=True))
    today = request.received_at.astimezone(UTC).date()
    ids = [student.pk for student in students]
    consents, changes = consents_of(ids), changes_for_children()
    logins, decides = logins_allowed(ids, changes), decided_by(request.actor.account_id)
    context = {
        "students": students,
        "without_login": [each for each in children_without(logins, students) if each.pk in decides],
        "decides": decides,
        "consents": consents,
        "ended": {each.pk for each in consents if has_ended_by_change(each, changes, on=today)},
        "asked_again": ending(consents, changes, on=today),
        "logins": logins,
        "registered": registered(),
        "today": today,
        "offers": partners(today) if Permission.MY_CONSENT_EDIT in request.permissions else (),
        "sent": disclosures_about([*ids, *families, request.actor.account_id]),
        "may_withdraw": Permission.MY_CONSENT_EDIT in request.permissions,
    }
    return show_page(request, "member/consents.html", context)


@page(Permission.MY_PRIVACY_SEE)
def show(request: Any, consent_id: UUID) -> HttpResponse:
    """The receipt of one consent, to be read, and what was told because of it."""
    consent, changes = _consent(consent_id), changes_for_children()
    today = request.received_at.astimezone(UTC).date()
    context = {
        "consent": consent,
        "party": partner_of(consent),
        "told": told_by_key(consent.told),
        "sent": disclosures_under(consent),
        "is_live": consent.is_live(on=today) and not has_ended_by_change(consent, changes, on=today),
        "change": None if consent.withdrawn_at else asked_again_by(consent, changes),
        "may_withdraw": Permission.MY_CONSENT_EDIT in request.permissions,
    }
    return show_page(request, "member/consent.html", context)


@page(Permission.MY_PRIVACY_SEE)
def receipt(request: Any, consent_id: UUID) -> HttpResponse:
    """The receipt of one consent, as a file for a machine."""
    consent = _consent(consent_id)
    said = receipt_of(
        consent,
        studio=request.studio.name,
        language=request.studio.locale,
        party=partner_of(consent),
        sent=disclosures_under(consent),
    )
    answer = HttpResponse(receipt_file(said), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="consent-{consent.pk}.json"'
    return answer


def _consent(consent_id: UUID) -> Consent:
    return get_object_or_404(Consent.objects.select_related("student"), pk=consent_id)
