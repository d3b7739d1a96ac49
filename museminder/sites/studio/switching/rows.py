"""The rows of an import by state, and mending one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.switching.actions.checks import correct_row
from museminder.domain.switching.actions.reading import uploads_of
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.models import ImportBatch, ImportRow
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.sites.studio.door import page
from museminder.sites.studio.switching.forms import RowForm, seen_by
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show
from museminder.web.showing_again import ask_again

A_PAGE = 50


@page(Permission.IMPORT_RUN)
def index(request: Any, import_batch_id: UUID) -> HttpResponse:
    """The rows in one state, the sentence beside each; a bulk of names, so whoever opens it shows who they are."""
    again = ask_again(request, "reveal", then=request.get_full_path())
    if again is not None:
        return again
    batch = get_object_or_404(ImportBatch, pk=import_batch_id)
    state = request.GET.get("state", "")
    if state not in ImportRow.State.values:
        state = ImportRow.State.NEEDS_INFO
    found = ImportRow.objects.filter(batch=batch, state=state).order_by("file_name", "number")
    rows_page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    opened = reveal(
        list(rows_page), ["details"], purpose=Purpose.IMPORT_CHECK, by=request.actor, at=request.received_at
    )
    context = {
        "batch": batch,
        "state": state,
        "states": [(value, label, batch.counts.get("rows", {}).get(value, 0)) for value, label in _states()],
        "rows": rows_page,
        "details": {key: values["details"] for key, values in opened.items()},
    }
    return show(request, "studio/switching/rows.html", context)


@page(Permission.IMPORT_RUN)
def edit(request: Any, import_row_id: UUID) -> HttpResponse:
    """One row of a file, cell by cell, to be mended."""
    row = get_object_or_404(ImportRow.objects.select_related("batch"), pk=import_row_id)
    asked: dict[str, Any] = {"by": request.actor, "at": request.received_at}
    again = ask_again(request, "reveal", then=request.path)
    if (
        again is not None and request.method != "POST"
    ):  # what was typed is kept; it is the page that shows a child
        return again
    if row.batch.forgotten_at is not None:
        raise Http404
    upload = next(one for file, one in uploads_of(row.batch, **asked) if file.name == row.file_name)
    cells = next(one.cells for one in upload.table.rows if one.number == row.number)
    refusal, headings = "", upload.table.headings
    form = RowForm(request.POST if request.method == "POST" else None, headings=headings, cells=cells)
    if request.method == "POST" and form.is_valid():
        try:
            texts = dict(zip(headings, form.texts(), strict=True))
            correct_row(row_id=row.pk, texts=texts, seen=seen_by(request), **asked)
            messages.success(request, _("The row is mended and looked over again."))
            address = address_of("studio:switching:imports:show", import_batch_id=row.batch_id)
            return redirect_to(request, address)
        except UnreadableFile as unreadable:
            refusal = unreadable.sentence
        except Refused as refused:
            refusal = str(refused)
    if again is not None:
        return again
    details = reveal([row], ["details"], purpose=Purpose.IMPORT_CHECK, **asked)[row.pk]["details"]
    context = {
        "batch": row.batch,
        "row": row,
        "details": details,
        "form": form,
        "refusal": refusal,
    }
    return show(request, "studio/switching/row.html", context, status=422 if refusal or form.errors else 200)


def _states() -> list[tuple[str, str]]:
    return [
        (ImportRow.State.NEEDS_INFO, _("Needs information")),
        (ImportRow.State.ERROR, _("Error")),
        (ImportRow.State.DUPLICATE, _("Here already")),
        (ImportRow.State.CHANGED, _("Changed here since")),
        (ImportRow.State.READY, _("Ready")),
    ]
