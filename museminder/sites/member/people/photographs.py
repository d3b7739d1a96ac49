"""A child's photograph on the family's own site: seen, given, taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from museminder.domain.people.actions.photographs import keep_photograph, remove_photograph
from museminder.domain.people.formats.photographs import Unreadable
from museminder.domain.people.models import Student
from museminder.domain.people.queries.photographs import photograph_of
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.sites.member.door import page
from museminder.web.addresses import address_of
from museminder.web.photograph_forms import PhotographForm
from museminder.web.pictures import picture_answer
from museminder.web.rendering import redirect_to, show
from museminder.web.uploads import is_too_large


@require_safe
@page(Permission.MY_FAMILY_SEE)
def picture(request: Any, student_id: UUID) -> HttpResponse:
    """The picture itself, opened for the family and written down like every opening."""
    student = get_object_or_404(Student, pk=student_id)
    photograph = photograph_of(student)
    if photograph is None:
        raise Http404
    asked = {"purpose": Purpose.OWN_RECORD, "by": request.actor, "at": request.received_at}
    return picture_answer(reveal([photograph], ["picture"], **asked)[photograph.pk]["picture"])


@page(Permission.MY_FAMILY_EDIT)
def edit(request: Any, student_id: UUID) -> HttpResponse:
    """The photograph the studio has, and giving another."""
    student = get_object_or_404(Student, pk=student_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PhotographForm(*sent, was_cut_off=is_too_large(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["photograph"]
        try:
            keep_photograph(student=student, data=data, by=request.actor, at=request.received_at)
        except Unreadable as refusal:
            form.add_error("photograph", str(refusal))
        else:
            messages.success(request, _("Saved. The studio sees it from now on."))
            return redirect_to(request, address_of("member:people:photograph", student_id=student.pk))
    context = {"form": form, "student": student, "photograph": photograph_of(student)}
    return show(request, "member/photograph.html", context, status=422 if form.errors else 200)


@require_POST
@page(Permission.MY_FAMILY_EDIT)
def remove(request: Any, student_id: UUID) -> HttpResponse:
    """Take the photograph away for good."""
    student = get_object_or_404(Student, pk=student_id)
    if remove_photograph(student=student, by=request.actor, at=request.received_at):
        messages.success(request, _("The photograph is gone."))
    return redirect_to(request, address_of("member:people:photograph", student_id=student.pk))
