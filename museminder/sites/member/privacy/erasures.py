"""Having a child erased: what goes, what stays, who else must agree, and the two dates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from museminder.domain.people.models import Student
from museminder.domain.privacy.actions.erasures import ask_for_erasure, say_to_erasure
from museminder.domain.privacy.models import Erasure
from museminder.domain.privacy.queries.erasures import answered_by, name_in
from museminder.foundation.identity.door import again_step
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page


class EraseForm(Form):
    """Said twice, because nobody can undo it."""

    understood = forms.BooleanField(label=gettext_lazy("I know that nobody can undo this"))


@page(Permission.MY_PRIVACY_ASK)
def create(request: Any, student_id: UUID) -> HttpResponse:
    """What would go and what would stay; asked for by somebody who shows once more who they are."""
    student = get_object_or_404(Student, pk=student_id, merged_into=None)
    again = again_step(request, then=request.get_full_path())
    if again is not None:
        return again
    form = EraseForm(request.POST or None, idempotent=True)
    if request.method == "POST" and form.is_valid():
        try:
            erasure = ask_for_erasure(student_id=student.pk, by=request.actor, at=request.received_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect_to(request, address_of("member:privacy:erasure", erasure_id=erasure.pk))
    context = {"student": student, "form": form}
    return show_page(request, "member/privacy/erase.html", context, status=422 if form.errors else 200)


@page(Permission.MY_PRIVACY_SEE)
def show(request: Any, erasure_id: UUID) -> HttpResponse:
    """How it stands; when it is done, the two dates."""
    erasure = _erasure(erasure_id)
    account = request.actor.account_id
    context = {
        "erasure": erasure,
        "name": name_in(erasure),
        "is_asked": erasure.is_open
        and account in erasure.waits_for
        and erasure.pk not in answered_by(account),
    }
    return show_page(request, "member/privacy/erasure.html", context)


@require_POST
@page(Permission.MY_PRIVACY_ASK)
def agree(request: Any, erasure_id: UUID) -> HttpResponse:
    """Agree that the child is erased."""
    return _say(request, erasure_id, agrees=True, words=lambda: _("You agreed."))


@require_POST
@page(Permission.MY_PRIVACY_ASK)
def oppose(request: Any, erasure_id: UUID) -> HttpResponse:
    """Say no: nothing is erased until a court decides."""
    return _say(request, erasure_id, agrees=False, words=lambda: _("Nothing is erased."))


def _say(request: Any, erasure_id: UUID, *, agrees: bool, words: Callable[[], str]) -> HttpResponse:
    erasure, where = _erasure(erasure_id), address_of("member:privacy:erasure", erasure_id=erasure_id)
    again = again_step(request, then=where)
    if again is not None:
        return again
    try:
        say_to_erasure(erasure_id=erasure.pk, agrees=agrees, by=request.actor, at=request.received_at)
        messages.success(request, words())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect_to(request, where)


def _erasure(erasure_id: UUID) -> Erasure:
    return get_object_or_404(Erasure, pk=erasure_id)
