"""The page behind an invitation's link."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from museminder.foundation.identity.actions.invitations import accept_invitation
from museminder.foundation.identity.adapters import PENDING_INVITATION
from museminder.foundation.identity.door import second_step
from museminder.foundation.identity.models import Account
from museminder.foundation.identity.pages import by_link, own_account
from museminder.foundation.identity.queries.invitations import invitation_behind
from museminder.foundation.identity.rules import Refused
from museminder.primitives.actor import Actor
from museminder.primitives.clock import now


@by_link
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites whom to what; the way on is to sign in, to make an account, or to join."""
    invitation = invitation_behind(token)
    if invitation is None:
        request.session.pop(PENDING_INVITATION, None)
        return render(request, "identity/invitation_ended.html.j2", status=410)
    # The letter reached this address, so making an account with it needs no second letter.
    if not request.user.is_authenticated:
        request.session[PENDING_INVITATION] = token
        get_adapter(request).stash_verified_email(request, invitation.email)
    return render(request, "identity/invitation.html.j2", {"invitation": invitation, "token": token})


@require_POST
@own_account
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Join the studio."""
    here = reverse("identity_invitation", args=[token])
    waiting = second_step(
        request, onward=here
    )  # not to this address: it takes a form, and they come by a link
    if waiting is not None:
        request.session[PENDING_INVITATION] = token
        return waiting
    account = cast(Account, request.user)
    try:
        slug = accept_invitation(
            token=token,
            secret=str(request.session.session_key),
            by=Actor(account_id=account.pk, name=str(account)),
            at=now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(here)
    request.session.pop(PENDING_INVITATION, None)
    return redirect(f"/{slug}/")
