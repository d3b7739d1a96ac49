"""Ending a child's own sign-in: one button, at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.consents.actions.student_logins import withdraw_student_login_consent
from museminder.domain.consents.models import StudentLoginConsent
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@require_POST
@page(Permission.MY_CONSENT_EDIT)
def create(request: Any, student_login_consent_id: UUID) -> HttpResponse:
    """A guardian takes back that a child signs in: the child is out with the next click."""
    consent = get_object_or_404(
        StudentLoginConsent.objects.select_related("student"), pk=student_login_consent_id
    )
    withdraw_student_login_consent(consent_id=consent.pk, by=request.actor, at=request.received_at)
    said = _("Withdrawn. %(name)s is signed out and cannot sign in here any more.")
    messages.success(request, said % {"name": consent.student.called})
    return redirect_to(request, address_of("member:consents:index"))
