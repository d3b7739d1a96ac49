"""Before a partner is told anything: who it is, and every value that would be sent."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.queries.offers import values_of
from museminder.domain.consents.rules import check_may_consent, check_partner
from museminder.domain.people.models import Student
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to, show


@page(Permission.MY_CONSENT_EDIT)
def create(request: Any, partner: str, student_id: UUID) -> HttpResponse:
    """What would be sent to whom, and the button that agrees to exactly that. Pressing twice asks once."""
    student = get_object_or_404(Student, pk=student_id)
    try:
        party, ends_on = check_partner(partner, on=request.received_at.astimezone(UTC).date())
    except Refused as refusal:
        raise Http404 from refusal
    form, values, problem = Form(request.POST or None, idempotent=True), [], ""
    try:
        right = check_may_consent(student_id=student.pk, account_id=request.actor.account_id)
        values = values_of(student, right.guardian, list(party.tells))
        if request.method == "POST" and form.is_valid():
            asked = ask_partner(
                student_id=student.pk, partner=party.key, by=request.actor, at=request.received_at
            )
            return redirect_to(request, address_of("member:consents:request", partner_request_id=asked.pk))
    except Refused as refusal:
        problem = str(refusal)
    context = {
        "student": student,
        "party": party,
        "ends_on": ends_on,
        "values": values,
        "form": form,
        "problem": problem,
    }
    return show(request, "member/partner_offer.html", context, status=422 if problem or form.errors else 200)
