"""What the files cannot settle, asked once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
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
from museminder.sites.studio.switching.forms import seen_by
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show
from museminder.web.showing_again import ask_again

A_PAGE = 20  # questions
ROWS_INLINE = 25  # a question with more of them has its rows on a page of its own
ROWS_A_PAGE = 200


@page(Permission.IMPORT_RUN)
def edit(request: Any, import_batch_id: UUID) -> HttpResponse:
    """The questions of an import with their answers, for all of a question's rows or row by row.

    ``?question=`` shows all rows of one question; answers of other pages stay as they are.
    """
    batch = get_object_or_404(ImportBatch, pk=import_batch_id)
    asked: dict[str, Any] = {"by": request.actor, "at": request.received_at}
    again = ask_again(request, "reveal", then=request.get_full_path())
    if (
        again is not None and request.method != "POST"
    ):  # answers are kept; it is the page that shows many children
        return again
    opened = reveal([batch], ["questions"], purpose=Purpose.IMPORT_CHECK, **asked)
    questions: list[dict[str, Any]] = opened[batch.pk]["questions"] or []
    one = next((each for each in questions if each["key"] == request.GET.get("question")), None)
    given, refusal, errors = dict(batch.answers), "", set[str]()
    if request.method == "POST":
        typed = {key: request.POST[key] for key in _keys(questions) if key in request.POST}
        errors = not_offered(questions, typed)
        try:
            if errors:
                raise Refused(_("Choose one of the answers offered."))
            answer_questions(batch_id=batch.pk, answers=typed, seen=seen_by(request), **asked)
            messages.success(request, _("The answers are kept. Nothing is written yet."))
            return redirect_to(request, _next_address(request, batch, questions))
        except Refused as refused:
            refusal, given = str(refused), given | typed
    if again is not None:
        return again
    context = {
        "batch": batch,
        "question": one,
        "rows": Paginator(one["subjects"] if one else [], ROWS_A_PAGE).get_page(request.GET.get("page")),
        "questions": Paginator(questions, A_PAGE).get_page(request.GET.get("page")),
        "answers": given,
        "inline": ROWS_INLINE,
        "refusal": refusal,
        "errors": errors,
    }
    return show(request, "studio/switching/questions.html", context, status=422 if refusal else 200)


def not_offered(questions: list[dict[str, Any]], typed: dict[str, str]) -> set[str]:
    """The keys of answers that their questions do not offer; an empty one takes an answer back."""
    wrong = set()
    for one in questions:
        offered = {"", *(str(value) for value, _label in one["choices"])}
        wrong |= {key for key in _keys([one]) if typed.get(key, "") not in offered}
    return wrong


def _keys(questions: list[dict[str, Any]]) -> set[str]:
    return {key for one in questions for key in (one["key"], *(row for row, _text in one["subjects"]))}


def _next_address(request: Any, batch: ImportBatch, questions: list[dict[str, Any]]) -> str:
    """The next page of questions, or the import when these were the last."""
    here = address_of("studio:switching:imports:questions", import_batch_id=batch.pk)
    number = request.GET.get("page", "1")
    pages = Paginator(questions, A_PAGE).num_pages
    if "question" not in request.GET and number.isdecimal() and int(number) < pages:
        return f"{here}?page={int(number) + 1}"
    return here if "question" in request.GET else _show_address(batch)


def _show_address(batch: ImportBatch) -> str:
    return address_of("studio:switching:imports:show", import_batch_id=batch.pk)
