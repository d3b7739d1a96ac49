"""Pages about people to call and people who may come to the door."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.people.actions.contacts import (
    CONTACT_FACTS,
    add_contact,
    change_contact,
    remove_contact,
)
from museminder.domain.people.models import Contact, Student
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import ContactForm
from museminder.sites.studio.people.places import family_of, place_in
from museminder.sites.studio.people.saving import Words, save, typed
from museminder.web.rendering import redirect_to


@page(Permission.STUDENT_EDIT)
def create(request: Any, student_id: UUID) -> HttpResponse:
    """Name somebody to call or allowed to fetch a student."""
    student = get_object_or_404(Student, pk=student_id)
    family = family_of(student)
    form = ContactForm(typed(request), idempotent=True, initial={"is_emergency": True})

    def do(data: dict[str, Any]) -> None:
        add_contact(student=student, family=family, by=request.actor, at=request.received_at, **data)

    names = {"name": student.full_name}
    words = Words(_("A contact for %(name)s") % names, _("Add the contact"), _("The contact is here."))
    return save(request, form, do, words=words, place=place_in(family, _("Contact")))


@page(Permission.STUDENT_EDIT)
def edit(request: Any, contact_id: UUID) -> HttpResponse:
    """Correct a contact."""
    contact = get_object_or_404(Contact.objects.select_related("student"), pk=contact_id)
    form = ContactForm(
        typed(request), initial={name: getattr(contact, name) for name in CONTACT_FACTS}, edits=True
    )

    def do(data: dict[str, Any]) -> None:
        change_contact(contact_id=contact.pk, by=request.actor, at=request.received_at, **data)

    words = Words(_("Edit %(name)s") % {"name": contact.name}, _("Save"), _("Saved."))
    return save(request, form, do, words=words, place=place_in(family_of(contact.student), _("Contact")))


@page(Permission.STUDENT_EDIT)
@require_POST
def remove(request: Any, contact_id: UUID) -> HttpResponse:
    """Take a contact off the list."""
    contact = get_object_or_404(Contact.objects.select_related("student"), pk=contact_id)
    back = place_in(family_of(contact.student), "").back
    remove_contact(contact_id=contact.pk, by=request.actor, at=request.received_at)
    messages.success(request, _("%(name)s is off the list.") % {"name": contact.name})
    return redirect_to(request, back)
