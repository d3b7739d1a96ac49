"""On the way to a partner: its answer is waited for here, and its page is opened by a link of ours alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from museminder.domain.consents.models import PartnerRequest
from museminder.domain.consents.queries.consents import partner_of
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.outside.destinations import check_destination
from museminder.foundation.outside.register import Refused
from museminder.sites.member.door import page
from museminder.web.rendering import redirect_to, show_part


@page(Permission.MY_CONSENT_EDIT)
def show(request: Any, partner_request_id: UUID) -> HttpResponse:
    """How a request stands; when the partner has answered, the way to its page and the way back."""
    asked = _asked(partner_request_id)
    context = {"asked": asked, "party": partner_of(asked.consent)}
    return show_part(request, "member/partner_request.html#state", context)


@page(Permission.MY_CONSENT_EDIT)
def leave(request: Any, partner_request_id: UUID) -> HttpResponse:
    """To the partner's own page, if it is one that is registered; every other address is not found."""
    asked = _asked(partner_request_id)
    try:
        return redirect_to(request, check_destination(asked.continue_url, partner_of(asked.consent)))
    except Refused as refusal:
        raise Http404 from refusal


def _asked(partner_request_id: UUID) -> PartnerRequest:
    return get_object_or_404(
        PartnerRequest.objects.select_related("consent", "student"), pk=partner_request_id
    )
