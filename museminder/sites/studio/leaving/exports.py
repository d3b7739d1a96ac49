"""Exports: ask for everything in one file, see how far it is, fetch it, throw it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from museminder.domain.leaving.actions.exports import ask_for_export, fetch_export, remove_export
from museminder.domain.leaving.models import Export
from museminder.foundation.identity.door import again_step
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show_part
from museminder.web.rendering import show as show_page


@page(Permission.EXPORT_RUN)
def index(request: Any) -> HttpResponse:
    """The exports so far, and the way to a new one."""
    exports = Export.objects.order_by("-asked_at")[:50]
    context = {"exports": exports, "now": request.received_at}
    return show_page(request, "studio/leaving/exports.html", context)


@page(Permission.EXPORT_RUN)
@require_POST
def create(request: Any) -> HttpResponse:
    """Ask for everything in one file; who asks shows once more who they are."""
    exports = address_of("studio:leaving:exports:index")
    again = again_step(request, then=exports)
    if again is not None:
        return again
    try:
        export = ask_for_export(by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, exports)
    return _to(request, export)


@page(Permission.EXPORT_RUN)
def show(request: Any, export_id: UUID) -> HttpResponse:
    """One export: how far it is, until when it can be fetched."""
    export = get_object_or_404(Export, pk=export_id)
    context = {"export": export, "can_be_fetched": export.can_be_fetched(request.received_at)}
    return show_part(request, "studio/leaving/export.html#progress", context)


@page(Permission.EXPORT_RUN)
@require_GET
def download(request: Any, export_id: UUID) -> HttpResponse:
    """The file itself, complete before it is sent; who fetches it shows once more who they are."""
    export = get_object_or_404(Export, pk=export_id)
    again = again_step(request, then=request.get_full_path())
    if again is not None:
        return again
    try:
        data = fetch_export(export=export, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _to(request, export)
    name = f"{request.studio.slug}-{export.asked_at:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/zip", headers=headers)


@page(Permission.EXPORT_RUN)
@require_POST
def remove(request: Any, export_id: UUID) -> HttpResponse:
    """Throw the file away before its days are over."""
    export = get_object_or_404(Export, pk=export_id)
    try:
        remove_export(export=export, by=request.actor, at=request.received_at)
        messages.success(request, _("The file is gone."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _to(request, export)


def _to(request: Any, export: Export) -> HttpResponse:
    return redirect_to(request, address_of("studio:leaving:exports:show", export_id=export.pk))
