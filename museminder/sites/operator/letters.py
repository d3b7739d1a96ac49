"""Letters that visitors left on the public site: those that no program can answer wait here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.foundation.identity.permissions import Permission
from museminder.foundation.published.desk import Refused, answer_letter, letters, settle_letter
from museminder.foundation.published.letterbox import Kind
from museminder.sites.operator import showing
from museminder.sites.operator.door import page
from museminder.sites.operator.forms import AnswerForm
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to

SHOWN = 100
NO_ANSWER = "no answer needed"


def _kinds() -> dict[str, str]:
    return {Kind.SIGN_UP: _("Sign-up"), Kind.QUESTION: _("Question"), Kind.PRIVACY: _("Privacy request")}


def _ways() -> dict[str, str]:
    return {"letter": _("Answered by letter"), NO_ANSWER: _("It needed no answer")}


@page(Permission.OPERATOR_ANSWER)
def index(request: Any) -> HttpResponse:
    """Letters, those that wait first, with the day by which they are answered."""
    at = request.received_at
    rows = [(each, each.is_late(at)) for each in letters()[:SHOWN]]
    context = {"rows": rows, "kinds": _kinds()}
    return showing.show(request, "operator/letters.html", context)


@page(Permission.OPERATOR_ANSWER)
def show(request: Any, letter_id: UUID) -> HttpResponse:
    """One letter, and the answer to it, which the worker sends within seconds."""
    letter = get_object_or_404(letters(), pk=letter_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_letter(
                letter_id=letter.pk, text=form.cleaned_data["text"], by=request.actor, at=request.received_at
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer goes out within seconds."))
            return redirect_to(request, address_of("letters"))
    settled_as = _ways().get(letter.settled_as, letter.settled_as)
    context = {"letter": letter, "form": form, "kinds": _kinds(), "settled_as": settled_as}
    return showing.show(request, "operator/letter.html", context, status=422 if form.errors else 200)


@require_POST
@page(Permission.OPERATOR_ANSWER)
def settle(request: Any, letter_id: UUID) -> HttpResponse:
    """Say that a letter needs no answer."""
    letter = get_object_or_404(letters(), pk=letter_id)
    try:
        settle_letter(letter_id=letter.pk, how=NO_ANSWER, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_to(request, address_of("letters"))
