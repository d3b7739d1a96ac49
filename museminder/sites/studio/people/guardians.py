"""The pages of guardians, their rights and their invitations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.actions.guardians import GUARDIAN_FACTS, RIGHTS
from museminder.domain.people.actions.invitations import invite_guardian
from museminder.domain.people.actions.widenings import (
    ask_for_guardian,
    ask_for_rights,
    ask_to_change_guardian,
)
from museminder.domain.people.models import Family, Guardian, Guardianship
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.forms import KEEP, GuardianForm, RightsForm
from museminder.sites.studio.people.places import place_in
from museminder.sites.studio.people.saving import Words, save, typed
from museminder.web.forms import Form


def reasons() -> dict[str, str]:
    """Why we ask for the address."""
    return {
        "street": _(
            "For invoices by post, and in an emergency. It is kept sealed; every look is written down."
        )
    }


@page(Permission.GUARDIAN_EDIT)
def create(request: Any, family_id: UUID) -> HttpResponse:
    """Add an adult to a family."""
    family = get_object_or_404(Family, pk=family_id)
    form = GuardianForm(typed(request), idempotent=True, initial={"last_name": family.name})

    def do(_data: dict[str, Any]) -> None:
        facts = form.facts()
        facts.pop("idempotency_key", None)
        _new, waiting = ask_for_guardian(family=family, by=request.actor, at=request.received_at, **facts)
        _say_what_waits(request, waiting)

    note = _(
        "A new guardian gets every right for each child of the family, and only pays for a student of age. Change it"
        " afterwards. Where somebody of the family signs in already, a second person confirms it first."
    )
    words = Words(_("A new guardian"), _("Add the guardian"), _("The guardian is here."), note)
    return save(request, form, do, words=words, place=place_in(family, words.title, reasons()))


@page(Permission.GUARDIAN_EDIT)
def edit(request: Any, guardian_id: UUID) -> HttpResponse:
    """Correct what is written about a guardian."""
    guardian = get_object_or_404(Guardian.objects.select_related("family"), pk=guardian_id)
    initial = {name: getattr(guardian, name) for name in GUARDIAN_FACTS - {"address"}}
    form = GuardianForm(typed(request), version=guardian.version, initial=initial)
    if guardian.address is not None:
        form.fields["street"].help_text = KEEP

    def do(_data: dict[str, Any]) -> None:
        _changed, waiting = ask_to_change_guardian(
            guardian_id=guardian.pk, by=request.actor, at=request.received_at, **form.facts()
        )
        _say_what_waits(request, waiting)

    words = Words(_("Edit %(name)s") % {"name": guardian.full_name}, _("Save"), _("Saved."))
    return save(request, form, do, words=words, place=place_in(guardian.family, words.title, reasons()))


@page(Permission.GUARDIAN_EDIT)
def rights(request: Any, guardianship_id: UUID) -> HttpResponse:
    """Say what a guardian may do for one student."""
    pair = get_object_or_404(
        Guardianship.objects.select_related("guardian__family", "student"), pk=guardianship_id
    )
    known = {name: getattr(pair, name) for name in ("relationship", *RIGHTS)}
    form = RightsForm(typed(request), initial=known, edits=True)

    def do(data: dict[str, Any]) -> None:
        waiting = ask_for_rights(
            guardian=pair.guardian, student=pair.student, by=request.actor, at=request.received_at, **data
        )
        _say_what_waits(request, waiting)

    names = {"guardian": pair.guardian.full_name, "student": pair.student.full_name}
    note = _("What holds from the next click on. A custody order beats every right given here.")
    words = Words(_("What %(guardian)s may do for %(student)s") % names, _("Save"), _("Saved."), note)
    return save(request, form, do, words=words, place=place_in(pair.guardian.family, _("Rights")))


def _say_what_waits(request: Any, waiting: object) -> None:
    if waiting:
        messages.info(request, _("This waits for a second person of the office. The family is told."))


@page(Permission.GUARDIAN_INVITE)
def invite(request: Any, guardian_id: UUID) -> HttpResponse:
    """Ask a guardian to sign in: a letter with a link goes to the address."""
    guardian = get_object_or_404(Guardian.objects.select_related("family"), pk=guardian_id)
    form = Form(typed(request))

    def do(_data: dict[str, Any]) -> None:
        invite_guardian(guardian_id=guardian.pk, by=request.actor, at=request.received_at)

    said = {"name": guardian.full_name, "email": guardian.email or _("no e-mail address yet")}
    note = (
        _("A letter with a link goes to %(email)s. It works for 14 days, once, and only for that mailbox.")
        % said
    )
    words = Words(
        _("Invite %(name)s") % said, _("Send the invitation"), _("The invitation is on its way."), note
    )
    return save(request, form, do, words=words, place=place_in(guardian.family, words.title))
