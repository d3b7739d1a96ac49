"""A policy that changes what matters for children: guardians are asked again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.privacy.actions.policy_acceptances import accept_version
from museminder.domain.privacy.queries.policies import (
    accepted_numbers,
    versions,
    versions_to_answer,
)
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.MY_CONSENT_EDIT)
def index(request: Any) -> HttpResponse:
    """What is to be answered, with what happens until then, and what was agreed to."""
    waiting = versions_to_answer(account_id=request.actor.account_id)
    port = f":{request.get_port()}" if request.get_port() != "443" else ""
    agreed = accepted_numbers(account_id=request.actor.account_id)
    context = {
        "waiting": waiting,
        "agreed": [each for each in versions() if each.number in agreed],
        "public": f"https://{settings.SITE_HOSTS['commercial']}{port}/policy/",
        "today": request.received_at.date(),
    }
    return show(request, "member/privacy/policies.html", context)


@page(Permission.MY_CONSENT_EDIT)
@require_POST
def accept(request: Any, number: int) -> HttpResponse:
    """Agree to a version; saying it twice is once."""
    if number not in {each.number for each in versions()}:
        raise Http404
    accept_version(
        number=number,
        membership_id=request.studio.membership_id,
        by=request.actor,
        at=request.received_at,
    )
    messages.success(request, _("Written down."))
    return redirect_to(request, address_of("member:privacy:policies"))
