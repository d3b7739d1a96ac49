"""What a witness keeps: signed checkpoints of the access log, and the proof that an entry is in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from museminder.foundation.identity.permissions import Permission
from museminder.foundation.vault.access_log.counting import is_of_studio
from museminder.foundation.vault.access_log.proving import NotInTheLog, prove_inclusion
from museminder.foundation.vault.access_log.witnessing import checkpoints_to_keep, verifier_key
from museminder.sites.studio.door import page
from museminder.web.rendering import show as show_page


@page(Permission.HISTORY_SEE)
@require_GET
def index(request: Any) -> HttpResponse:
    """What a checkpoint is good for, the key that checks it, and the newest one."""
    notes = checkpoints_to_keep(request.studio.studio_id)
    context = {"count": len(notes), "newest": notes[-1] if notes else "", "key": verifier_key()}
    return show_page(request, "studio/privacy/checkpoints.html", context)


@page(Permission.HISTORY_SEE)
@require_GET
def download(request: Any) -> HttpResponse:
    """The signed notes as one file, to be kept somewhere else; no entry and no name is in it."""
    return text_file(
        "\n".join(checkpoints_to_keep(request.studio.studio_id)), f"{request.studio.slug}-checkpoints.txt"
    )


@page(Permission.HISTORY_SEE)
@require_GET
def proof(request: Any, entry_id: UUID) -> HttpResponse:
    """The proof that an entry of this studio is in the log, as a file that can be checked without us."""
    if not is_of_studio(entry_id, studio_id=request.studio.studio_id):
        raise Http404
    return proof_file(entry_id)


def proof_file(entry_id: UUID) -> HttpResponse:
    """The inclusion proof of an entry; whoever calls this has asked whether it may be seen. 404 while it waits."""
    try:
        shown = prove_inclusion(entry_id)
    except NotInTheLog as error:
        raise Http404 from error
    return text_file(shown.text, f"proof-{entry_id}.txt")


def text_file(text: str, name: str) -> HttpResponse:
    """A text to be kept."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
