"""What a guardian is told when somebody else is to get rights for their child, and objecting to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.people.actions.widening_decisions import object_to_widening
from museminder.domain.people.queries.widenings import without_notes
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page


@page(Permission.MY_FAMILY_SEE)
def show(request: Any, widening_id: UUID) -> HttpResponse:
    """Who is to be able to do what, and until when one may object."""
    widening = get_object_or_404(without_notes().select_related("student"), pk=widening_id)
    return show_page(request, "member/widening.html", {"widening": widening})


@require_POST
@page(Permission.MY_FAMILY_EDIT)
def remove(request: Any, widening_id: UUID) -> HttpResponse:
    """Object: nothing is given."""
    widening = get_object_or_404(without_notes(), pk=widening_id)
    try:
        object_to_widening(widening_id=widening.pk, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Nothing is given. The studio sees that you objected."))
    return redirect_to(request, address_of("member:people:widening", widening_id=widening_id))
