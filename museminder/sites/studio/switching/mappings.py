"""How the files of an import are read: which list, which column, in which order the dates stand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.switching.actions.checks import check_batch
from museminder.domain.switching.actions.reading import orders_of, uploads_of
from museminder.domain.switching.actions.uploads import set_reading
from museminder.domain.switching.formats.dates import DateOrder
from museminder.domain.switching.formats.fields import FormatKind
from museminder.domain.switching.formats.recognition import FORMATS
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.models import ImportBatch
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.sites.studio.switching.forms import DATE_ORDER_NAMES, seen_by, seen_by_text
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.IMPORT_RUN)
def edit(request: Any, import_batch_id: UUID) -> HttpResponse:
    """Confirm the columns and the order of the dates, then look the files over."""
    batch = get_object_or_404(ImportBatch, pk=import_batch_id)
    refusal = ""
    errors = _errors(request, batch) if request.method == "POST" and batch.forgotten_at is None else {}
    if request.method == "POST" and not errors:
        try:
            _read(request, batch)
            return redirect_to(request, address_of("studio:switching:imports:show", import_batch_id=batch.pk))
        except UnreadableFile as unreadable:
            refusal = unreadable.sentence
        except Refused as refused:
            refusal = str(refused)
    if batch.forgotten_at is not None:
        messages.error(request, _("The files of this import are removed. Upload them again to import anew."))
        return redirect_to(request, address_of("studio:switching:imports:show", import_batch_id=batch.pk))
    files = uploads_of(batch, by=request.actor, at=request.received_at)
    orders = orders_of(files, region=batch.region)
    context = {
        "batch": batch,
        "files": [
            _shown(position, file, upload, request.POST) for position, (file, upload) in enumerate(files)
        ],
        "kinds": [(kind.value, FORMATS[kind].label) for kind in FormatKind],
        "orders": [
            (order.value, DATE_ORDER_NAMES[order], orders.examples[order]) for order in orders.examples
        ],
        "chosen": request.POST.get("date_order") or batch.date_order or orders.proposed.value,
        "is_settled": orders.is_settled,
        "refusal": refusal,
        "errors": errors,
    }
    return show(request, "studio/switching/mapping.html", context, status=422 if refusal or errors else 200)


def _errors(request: Any, batch: ImportBatch) -> dict[str, str]:
    """What cannot be read of what was chosen, by the field's name."""
    errors, typed = {}, request.POST
    if typed.get("date_order", "") not in set(DateOrder):
        errors["date_order"] = _("Confirm in which order the dates stand.")
    for position, (_file, upload) in enumerate(uploads_of(batch, by=request.actor, at=request.received_at)):
        name = f"f{position}-kind"
        if typed.get(name, "") not in {"", *FormatKind}:
            errors[name] = _("Choose one of the lists.")
        columns = {one for one in typed if one.startswith(f"f{position}-column-")}
        wrong = {one for one in columns if typed[one] not in {"", *upload.table.headings}}
        errors |= dict.fromkeys(wrong, _("Choose a column of the file."))
    if typed.get("version") and seen_by_text(typed["version"]) is None:
        errors["version"] = _("A part of this page was lost. Open it again.")
    return errors


def _read(request: Any, batch: ImportBatch) -> None:
    """Take over what was chosen: fields are named f<file>-<field>."""
    kinds, mappings = {}, {}
    for position, file in enumerate(batch.files.order_by("position")):
        start = f"f{position}-"
        kinds[file.name] = request.POST.get(f"{start}kind", file.kind)
        chosen = {
            name.removeprefix(f"{start}column-"): heading
            for name, heading in request.POST.items()
            if name.startswith(f"{start}column-") and heading
        }
        mappings[file.name] = chosen or file.mapping
    order = request.POST["date_order"]
    asked: dict[str, Any] = {"batch_id": batch.pk, "by": request.actor, "at": request.received_at}
    set_reading(date_order=order, kinds=kinds, mappings=mappings, seen=seen_by(request), **asked)
    check_batch(**asked)
    messages.success(request, _("The files are looked over. Nothing is written yet."))


def _shown(position: int, file: Any, upload: Any, typed: Any) -> dict[str, Any]:
    """A file as the page shows it; what somebody chose and could not be kept stays chosen."""
    fields = FORMATS[FormatKind(file.kind)].fields if file.kind else ()
    start = f"f{position}-"
    first = upload.table.rows[0].cells if upload.table.rows else ()
    examples = dict(zip(upload.table.headings, first, strict=False))
    return {
        "name": file.name,
        "start": start,
        "kind": typed.get(f"{start}kind", file.kind),
        "rows": len(upload.table.rows),
        "cards": len(upload.card_rows),
        "headings": upload.table.headings,
        "fields": [
            (one.name, one.label, typed.get(f"{start}column-{one.name}", file.mapping.get(one.name, "")))
            for one in fields
        ],
        "left_out": [name for name in examples if name not in file.mapping.values()],
    }
