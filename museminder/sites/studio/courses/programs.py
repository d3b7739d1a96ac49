"""Programs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.programs import create_program, edit_program
from museminder.domain.courses.models import Program
from museminder.domain.courses.queries.catalog import programs_with_courses
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.forms import ProgramForm
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import show


def _back() -> tuple[str, str]:
    return _("Programs"), address_of("studio:courses:programs:index")


@page(Permission.COURSE_SEE)
def index(request: Any) -> HttpResponse:
    """The programs of the studio."""
    may_edit = Permission.COURSE_EDIT in request.permissions
    return show(
        request, "studio/courses/programs.html", {"programs": programs_with_courses(), "may_edit": may_edit}
    )


@page(Permission.COURSE_EDIT)
def create(request: Any) -> HttpResponse:
    """A new program."""
    form = ProgramForm(request.POST or None, idempotent=True)
    del form.fields["is_active"]

    def act() -> Program:
        said = form.cleaned_data
        return create_program(name=said["name"], kind=said["kind"], by=request.actor, at=request.received_at)

    return edit_by_form(
        request, form, act, title=_("A new program"), back=_back(), done=_("The program is added.")
    )


@page(Permission.COURSE_EDIT)
def edit(request: Any, program_id: UUID) -> HttpResponse:
    """Rename a program, change its color or retire it."""
    program = get_object_or_404(Program, id=program_id)
    known = {"name": program.name, "kind": program.kind, "is_active": program.is_active}
    form = ProgramForm(request.POST or None, initial=known, edits=True, idempotent=True)

    def act() -> Program:
        said = form.cleaned_data
        return edit_program(
            program_id=program.id,
            name=said["name"],
            kind=said["kind"],
            is_active=said["is_active"],
            by=request.actor,
            at=request.received_at,
        )

    return edit_by_form(request, form, act, title=program.name, back=_back(), done=_("The program is saved."))
