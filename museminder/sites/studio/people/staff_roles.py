"""As what somebody who works here may enter: by invitation first, changed afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.actions.invitations import invite_staff_member
from museminder.domain.people.actions.staff_roles import change_staff_roles
from museminder.domain.people.models import StaffMember
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import StaffInvitationForm, StaffRolesForm
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.showing_again import ask_again


@page(Permission.STAFF_EDIT)
def invite(request: Any, staff_member_id: UUID) -> HttpResponse:
    """Ask somebody who works here to sign in."""
    again = ask_again(request, "grave", then=request.path)
    if again is not None:
        return again
    person = get_object_or_404(StaffMember, pk=staff_member_id)
    form = StaffInvitationForm(typed(request), initial={"roles": ["instructor"]})

    def do(data: dict[str, Any]) -> None:
        invite_staff_member(staff_member_id=person.pk, by=request.actor, at=request.received_at, **data)

    said = {"name": person.full_name, "email": person.email or _("no e-mail address yet")}
    note = _("A letter with a link goes to %(email)s. Who works here signs in with a second factor.") % said
    words = Words(
        _("Invite %(name)s") % said, _("Send the invitation"), _("The invitation is on its way."), note
    )
    return save(request, form, do, words=words, place=_place(person, _("Invitation")))


@page(Permission.STAFF_EDIT)
def edit(request: Any, staff_member_id: UUID) -> HttpResponse:
    """Give roles and take them; whoever cannot sign in yet is invited first."""
    again = ask_again(request, "grave", then=request.path)
    if again is not None:
        return again
    person = get_object_or_404(StaffMember.objects.select_related("membership"), pk=staff_member_id)
    membership = person.membership
    if membership is None:
        return redirect_to(request, address_of("studio:people:staff:invite", staff_member_id=person.pk))
    form = StaffRolesForm(
        typed(request), initial={"roles": membership.roles if membership.is_current else []}, edits=True
    )

    def do(data: dict[str, Any]) -> None:
        change_staff_roles(
            staff_member_id=person.pk, roles=data["roles"], by=request.actor, at=request.received_at
        )

    note = _(
        "It holds from the next click on. With no role chosen, the studio site is closed to this person."
    )
    words = Words(_("What %(name)s may do here") % {"name": person.full_name}, _("Save"), _("Saved."), note)
    return save(request, form, do, words=words, place=_place(person, _("Roles")))


def _place(person: StaffMember, title: str) -> Place:
    back = address_of("studio:people:staff:show", staff_member_id=person.pk)
    staff = address_of("studio:people:staff:index")
    return Place([(_("Staff"), staff), (person.full_name, back), (title, "")], back)
