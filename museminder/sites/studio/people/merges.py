"""Records that may be one, and making them one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from museminder.domain.billing.queries.accounts import account_of_family
from museminder.domain.people.actions.merges import MODELS, merge_records, preview_merge, undo_merge
from museminder.domain.people.models import Merge
from museminder.domain.people.queries.duplicates import find_duplicates
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.FAMILY_MERGE)
def index(request: Any) -> HttpResponse:
    """Pairs that may be one, and merges that can be undone."""
    done = Merge.objects.filter(undone_at=None).order_by("-merged_at")[:20]
    merges = [(merge, MODELS[merge.kind].objects.filter(pk=merge.kept_id).first()) for merge in done]
    return show(request, "studio/people/duplicates.html", {"pairs": find_duplicates(), "merges": merges})


@page(Permission.FAMILY_MERGE)
def create(request: Any, kind: str, kept_id: UUID, merged_id: UUID) -> HttpResponse:
    """What a merge would move, and the button that does it."""
    if kind not in MODELS:
        raise Http404
    kept = get_object_or_404(MODELS[kind], pk=kept_id)
    merged = get_object_or_404(MODELS[kind], pk=merged_id)
    asked: dict[str, Any] = {"kind": kind, "kept_id": kept_id, "merged_id": merged_id}
    asked |= {"by": request.actor, "at": request.received_at}
    preview = refusal = None
    try:
        if request.method == "POST":
            merge_records(**asked)
            messages.success(request, _("They are one now. The merge can be undone here."))
            return redirect_to(request, address_of("studio:people:merges:index"))
        preview = preview_merge(**asked)
    except Refused as refused:
        refusal = str(refused)
    context = {"kind": kind, "kept": kept, "merged": merged, "preview": preview, "refusal": refusal}
    return show(request, "studio/people/merge.html", context, status=422 if refusal else 200)


@page(Permission.FAMILY_MERGE)
@require_POST
def undo(request: Any, merge_id: UUID) -> HttpResponse:
    """Make two records of one again."""
    merge = get_object_or_404(Merge, pk=merge_id)
    try:
        stays = undo_merge(merge_id=merge.pk, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect_to(request, address_of("studio:people:merges:index"))
    said = _("They are two again, as they were.")
    if stays:
        changed = ngettext(
            "%(count)s thing was changed since and stays.",
            "%(count)s things were changed since and stay.",
            len(stays),
        )
        said = f"{said} {changed % {'count': len(stays)}}"
    if account_of_family(merge.kept_id) and account_of_family(merge.merged_id):
        kept = MODELS[merge.kind].objects.get(pk=merge.kept_id)
        stay = _("Payments taken while they were one stay with %(kept)s: please look at both accounts.")
        said = f"{said} {stay % {'kept': kept}}"
    messages.success(request, said)
    return redirect_to(request, address_of("studio:people:merges:index"))
