"""A copy to take along: asked for, waited for, fetched within a week."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from museminder.domain.privacy.actions.family_exports import ask_for_family_export, fetch_family_export
from museminder.domain.privacy.models import FamilyExport
from museminder.foundation.identity.door import again_step
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show_part
from museminder.web.rendering import show as show_page


@page(Permission.MY_PRIVACY_ASK)
def index(request: Any) -> HttpResponse:
    """The copies so far, and the button for a new one."""
    rows = FamilyExport.objects.filter(by_account_id=request.actor.account_id).defer("content")
    context = {"exports": list(rows.order_by("-asked_at")[:20]), "now": request.received_at}
    return show_page(request, "member/privacy/exports.html", context)


@page(Permission.MY_PRIVACY_ASK)
@require_POST
def create(request: Any) -> HttpResponse:
    """Ask for a copy; who asks shows once more who they are."""
    exports = address_of("member:privacy:exports")
    again = again_step(request, then=exports)
    if again is not None:
        return again
    try:
        export = ask_for_family_export(by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, exports)
    return redirect_to(request, address_of("member:privacy:export", family_export_id=export.pk))


@page(Permission.MY_PRIVACY_ASK)
def show(request: Any, family_export_id: UUID) -> HttpResponse:
    """One copy: being made, there until when, or gone."""
    export = _export(request, family_export_id)
    context = {"export": export, "can_be_fetched": export.can_be_fetched(request.received_at)}
    return show_part(request, "member/privacy/export.html#progress", context)


@page(Permission.MY_PRIVACY_ASK)
@require_GET
def download(request: Any, family_export_id: UUID) -> HttpResponse:
    """The archive itself; who fetches it shows once more who they are."""
    export = _export(request, family_export_id)
    again = again_step(request, then=request.get_full_path())
    if again is not None:
        return again
    try:
        data = fetch_family_export(export=export, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, address_of("member:privacy:export", family_export_id=export.pk))
    name = f"{request.studio.slug}-family-{export.asked_at:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/zip", headers=headers)


def _export(request: Any, family_export_id: UUID) -> FamilyExport:
    return get_object_or_404(FamilyExport, pk=family_export_id, by_account_id=request.actor.account_id)
