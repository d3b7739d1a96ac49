"""Imports: upload, what would be written, writing it, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.switching.actions.commits import start_commit
from museminder.domain.switching.actions.forgetting import files_of_batch_go_at
from museminder.domain.switching.actions.undoing import start_undo
from museminder.domain.switching.actions.uploads import upload_files
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.models import ImportBatch
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.sites.studio.door import page
from museminder.sites.studio.switching.forms import UploadForm, seen_by
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show_part
from museminder.web.rendering import show as show_page
from museminder.web.uploads import is_too_large

COUNTED = ("families", "guardians", "students", "staff", "courses", "offerings", "enrollments", "lessons")


@page(Permission.IMPORT_RUN)
def index(request: Any) -> HttpResponse:
    """The imports so far, and the way to a new one."""
    batches = ImportBatch.objects.prefetch_related("files").order_by("-created_at")[:50]
    return show_page(request, "studio/switching/imports.html", {"batches": batches, "form": UploadForm()})


@page(Permission.IMPORT_RUN)
def create(request: Any) -> HttpResponse:
    """Take in files; card numbers are blacked out before anything of them is kept."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, was_cut_off=is_too_large(request))
    if request.method == "POST" and form.is_valid():
        files = [(file.name, file.read()) for file in form.cleaned_data["lists"]]
        try:
            batch = upload_files(files=files, by=request.actor, at=request.received_at)
        except UnreadableFile as refusal:
            form.add_error("lists", refusal.sentence)
        except Refused as refusal:
            form.add_error("lists", str(refusal))
        else:
            address = address_of("studio:switching:imports:mapping", import_batch_id=batch.pk)
            return redirect_to(request, address)
    status = 422 if request.method == "POST" else 200
    return show_page(request, "studio/switching/import_create.html", {"form": form}, status=status)


@page(Permission.IMPORT_RUN)
def show(request: Any, import_batch_id: UUID) -> HttpResponse:
    """One import: where its rows stand, what would be written, how far it is, what became of it."""
    batch = get_object_or_404(ImportBatch.objects.prefetch_related("files"), pk=import_batch_id)
    opened = reveal(
        [batch], ["report"], purpose=Purpose.IMPORT_CHECK, by=request.actor, at=request.received_at
    )
    coming = batch.counts.get("coming", {})
    context = {
        "batch": batch,
        "report": opened[batch.pk]["report"] or {},
        "coming": [(name, coming.get(name, 0)) for name in COUNTED],
        "can_undo": batch.can_be_undone(request.received_at)
        and Permission.IMPORT_UNDO in request.permissions,
        "can_go_on": batch.can_go_on(request.received_at),
        "has_paused": batch.has_paused(request.received_at),
        "files_go_at": files_of_batch_go_at(batch),
    }
    return show_part(request, "studio/switching/import.html#progress", context)


@page(Permission.IMPORT_RUN)
@require_POST
def commit(request: Any, import_batch_id: UUID) -> HttpResponse:
    """Write an import, or let one that stopped go on."""
    batch = get_object_or_404(ImportBatch, pk=import_batch_id)
    try:
        begun = start_commit(
            batch_id=batch.pk,
            by=request.actor,
            at=request.received_at,
            seen=seen_by(request),
            changed_here=request.POST.get("changed_here", ""),
        )
        if begun.state == ImportBatch.State.CHECKED:
            messages.warning(request, _("Nothing is written yet: something was changed here meanwhile."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, batch)


@page(Permission.IMPORT_UNDO)
@require_POST
def undo(request: Any, import_batch_id: UUID) -> HttpResponse:
    """Take an import back."""
    batch = get_object_or_404(ImportBatch, pk=import_batch_id)
    try:
        start_undo(batch_id=batch.pk, by=request.actor, at=request.received_at)
        messages.success(request, _("The import is being taken back."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back(request, batch)


def _back(request: Any, batch: ImportBatch) -> HttpResponse:
    return redirect_to(request, address_of("studio:switching:imports:show", import_batch_id=batch.pk))
