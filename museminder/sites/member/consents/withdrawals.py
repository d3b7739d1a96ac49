"""Taking a consent back: one button, at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.consents.actions.consents import withdraw_consent
from museminder.domain.consents.models import Consent
from museminder.domain.consents.queries.consents import partner_of
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@require_POST
@page(Permission.MY_CONSENT_EDIT)
def create(request: Any, consent_id: UUID) -> HttpResponse:
    """From now on nothing more is told; the partner is told to stop."""
    consent = get_object_or_404(Consent, pk=consent_id)
    withdraw_consent(consent_id=consent.pk, by=request.actor, at=request.received_at)
    said = _("Withdrawn. %(name)s is told nothing more, and is told to stop.")
    messages.success(request, said % {"name": partner_of(consent).name})
    return redirect_to(request, address_of("member:consents:show", consent_id=consent.pk))
