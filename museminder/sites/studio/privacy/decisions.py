"""A court's decision, or a signature on paper, about erasing a student."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.privacy.actions.erasures import note_decision
from museminder.domain.privacy.models import Erasure
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.sites.studio.privacy.forms import DecisionForm
from museminder.web.addresses import address_of


@page(Permission.PRIVACY_REQUEST_ANSWER)
def create(request: Any, request_id: UUID) -> HttpResponse:
    """Write down a court's decision, or the signature of a guardian without a sign-in: the student is erased."""
    erasure = get_object_or_404(Erasure, request=request_id)
    words = Words(
        _("A decision about erasing"),
        _("Erase now"),
        _("Written down. The student is erased."),
        note=_("Every guardian with rights has signed, or a court has decided. Nobody can undo this."),
    )

    def do(data: dict[str, Any]) -> None:
        note_decision(erasure_id=erasure.pk, by=request.actor, at=request.received_at, **data)

    back = address_of("studio:privacy:requests:show", request_id=request_id)
    place = Place([(_("Privacy desk"), address_of("studio:privacy:requests:index")), (words.title, "")], back)
    return save(request, DecisionForm(typed(request), idempotent=True), do, words=words, place=place)
