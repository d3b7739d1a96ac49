"""A student's photograph: shown for a purpose, kept, taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from museminder.domain.people.actions.photographs import keep_photograph, remove_photograph
from museminder.domain.people.formats.photographs import Unreadable
from museminder.domain.people.models import Student
from museminder.domain.people.queries.photographs import photograph_of
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import PurposeForm
from museminder.sites.studio.people.places import family_of, place_in
from museminder.sites.studio.people.reveals import way_back
from museminder.sites.studio.people.saving import Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.forms import Form
from museminder.web.photograph_forms import PhotographForm
from museminder.web.pictures import picture_answer
from museminder.web.rendering import show_part
from museminder.web.uploads import is_too_large


@page(Permission.PHOTOGRAPH_REVEAL)
def show(request: Any, student_id: UUID) -> HttpResponse:
    """Ask what the photograph is needed for; then the page that shows it."""
    student = get_object_or_404(Student, pk=student_id)
    form = PurposeForm(typed(request))
    picture = ""
    if request.method == "POST" and form.is_valid() and photograph_of(student) is not None:
        address = address_of("studio:people:students:picture", student_id=student.pk)
        picture = f"{address}?purpose={form.cleaned_data['purpose']}"
    context = {
        "form": form,
        "title": _("Photograph of %(name)s") % {"name": student.full_name},
        "student": student,
        "picture": picture,
        "is_asked": request.method == "POST" and not form.errors,
        "back": way_back(request, student),
    }
    status = 422 if form.errors else 200
    return show_part(request, "studio/people/photograph.html#answer", context, status=status)


@require_safe
@page(Permission.PHOTOGRAPH_REVEAL)
def picture(request: Any, student_id: UUID) -> HttpResponse:
    """The picture itself, for the purpose named in the address; each time is written down."""
    student = get_object_or_404(Student, pk=student_id)
    photograph = photograph_of(student)
    if photograph is None:
        raise Http404
    asked = PurposeForm(request.GET)
    if not asked.is_valid():
        return HttpResponse(status=422)
    purpose = Purpose(asked.cleaned_data["purpose"])
    opened = reveal([photograph], ["picture"], purpose=purpose, by=request.actor, at=request.received_at)
    return picture_answer(opened[photograph.pk]["picture"])


@page(Permission.STUDENT_EDIT)
def edit(request: Any, student_id: UUID) -> HttpResponse:
    """Keep a photograph in place of the one before."""
    student = get_object_or_404(Student, pk=student_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PhotographForm(*sent, was_cut_off=is_too_large(request))

    def do(data: dict[str, Any]) -> None:
        try:
            keep_photograph(
                student=student, data=data["photograph"], by=request.actor, at=request.received_at
            )
        except Unreadable as refusal:
            raise Refused(str(refusal)) from refusal

    names = {"name": student.full_name}
    words = Words(
        _("A photograph of %(name)s") % names,
        _("Keep the photograph"),
        _("The photograph is kept."),
        _("For the lesson and the door. The family sees it on its own site and can take it away."),
    )
    place = place_in(family_of(student), _("Photograph"))
    return save(request, form, do, words=words, place=place)


@page(Permission.STUDENT_EDIT)
def remove(request: Any, student_id: UUID) -> HttpResponse:
    """Take the photograph away for good."""
    student = get_object_or_404(Student, pk=student_id)

    def do(_data: dict[str, Any]) -> None:
        remove_photograph(student=student, by=request.actor, at=request.received_at)

    names = {"name": student.full_name}
    words = Words(
        _("Take away the photograph of %(name)s") % names,
        _("Take it away"),
        _("The photograph is gone."),
        _("It is gone for good, for the family too."),
    )
    return save(
        request, Form(typed(request)), do, words=words, place=place_in(family_of(student), _("Photograph"))
    )
