"""Invitations that nobody has answered yet, and taking one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.foundation.identity.actions.invitations import revoke_invitation
from museminder.foundation.identity.models import Invitation
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.queries.members import open_invitations
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.pages import ROLE_WORDS
from museminder.web.rendering import redirect_to, show

SHOWN = 200


@page(Permission.GUARDIAN_INVITE)
def index(request: Any) -> HttpResponse:
    """Whose letter is on its way: to which address, as what, and until when its link works."""
    waiting = open_invitations(request.received_at)
    context = {"invitations": waiting[:SHOWN], "words": ROLE_WORDS}
    return show(request, "studio/people/invitations.html", context)


@page(Permission.GUARDIAN_INVITE)
@require_POST
def revoke(request: Any, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back, such as one that went to a wrong address."""
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    try:
        revoke_invitation(invitation_id=invitation.pk, by=request.actor, at=request.received_at)
        messages.success(request, _("Taken back. The link in the letter opens nothing any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_to(request, address_of("studio:people:invitations:index"))
