"""What the files cannot settle, asked once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.switching.actions.checks import answer_questions
from museminder.domain.switching.models import ImportBatch
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show


@page(Permission.IMPORT_RUN)
def edit(request: Any, import_batch_id: UUID) -> HttpResponse:
    """The questions of an import with their answers, for all of a question's rows or row by row."""
    batch = get_object_or_404(ImportBatch, pk=import_batch_id)
    asked: dict[str, Any] = {"by": request.actor, "at": request.received_at}
    questions = reveal([batch], ["questions"], purpose=Purpose.IMPORT_CHECK, **asked)[batch.pk]["questions"]
    if request.method == "POST":
        keys = {
            key for one in questions or [] for key in (one["key"], *(row for row, _text in one["subjects"]))
        }
        answers = {key: request.POST[key] for key in keys if key in request.POST}
        try:
            answer_questions(batch_id=batch.pk, answers=answers, **asked)
            messages.success(request, _("The answers are kept. Nothing is written yet."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect_to(request, address_of("studio:switching:imports:show", import_batch_id=batch.pk))
    context = {"batch": batch, "questions": questions or [], "answers": batch.answers}
    return show(request, "studio/switching/questions.html", context)
