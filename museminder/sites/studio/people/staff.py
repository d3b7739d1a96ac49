"""The pages of the people who work here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.courses.models import OfferingInstructor
from museminder.domain.people.actions.staff import (
    add_staff_member,
    change_staff_member,
)
from museminder.domain.people.actions.staff_roles import part_with_staff_member
from museminder.domain.people.models import StaffMember
from museminder.domain.people.queries.directory import staff_like
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import StaffForm
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.pages import ROLE_WORDS
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page


@page(Permission.STAFF_SEE)
def index(request: Any) -> HttpResponse:
    """Everybody who works here."""
    letters = request.GET.get("q", "").strip()[:80]
    former = request.GET.get("state") == "inactive"
    people = staff_like(letters, is_active=not former)
    context = {"people": people, "words": ROLE_WORDS, "letters": letters, "former": former}
    return show_page(request, "studio/people/staff.html", context)


@page(Permission.STAFF_SEE)
def show(request: Any, staff_member_id: UUID) -> HttpResponse:
    """One person who works here: how to reach them, and what they teach."""
    person = get_object_or_404(StaffMember.objects.select_related("membership"), pk=staff_member_id)
    taught = OfferingInstructor.objects.filter(staff_member=person, offering__until__gt=request.now_on)
    offerings = [
        row.offering for row in taught.select_related("offering__course__program", "offering__season")
    ]
    return show_page(
        request,
        "studio/people/staff_member.html",
        {"person": person, "offerings": offerings, "words": ROLE_WORDS},
    )


@page(Permission.STAFF_EDIT)
def create(request: Any) -> HttpResponse:
    """Name somebody who works here."""
    form = StaffForm(typed(request), idempotent=True)

    def do(data: dict[str, Any]) -> str:
        person = add_staff_member(by=request.actor, at=request.received_at, **data)
        return address_of("studio:people:staff:show", staff_member_id=person.pk)

    words = Words(_("Somebody new"), _("Add to the staff"), _("Added. An invitation lets them sign in."))
    back = address_of("studio:people:staff:index")
    return save(request, form, do, words=words, place=Place([(_("Staff"), back), (words.title, "")], back))


@page(Permission.STAFF_EDIT)
def edit(request: Any, staff_member_id: UUID) -> HttpResponse:
    """Correct what is written about somebody who works here."""
    person = get_object_or_404(StaffMember, pk=staff_member_id)
    initial = {name: getattr(person, name) for name in StaffForm.base_fields}
    form = StaffForm(typed(request), version=person.version, initial=initial)

    def do(data: dict[str, Any]) -> None:
        change_staff_member(staff_member_id=person.pk, by=request.actor, at=request.received_at, **data)

    words = Words(_("Edit %(name)s") % {"name": person.full_name}, _("Save"), _("Saved."))
    return save(request, form, do, words=words, place=_place_of(person, _("Edit")))


@page(Permission.STAFF_EDIT)
@require_POST
def remove(request: Any, staff_member_id: UUID) -> HttpResponse:
    """Somebody no longer works here."""
    person = get_object_or_404(StaffMember, pk=staff_member_id)
    try:
        part_with_staff_member(staff_member_id=person.pk, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s has left the lists.") % {"name": person.full_name})
    return redirect_to(request, _place_of(person, "").back)


def _place_of(person: StaffMember, title: str) -> Place:
    back = address_of("studio:people:staff:show", staff_member_id=person.pk)
    staff = address_of("studio:people:staff:index")
    return Place([(_("Staff"), staff), (person.full_name, back), (title, "")], back)
