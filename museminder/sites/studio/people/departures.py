"""Parting with families and students, and welcoming them back: each undoes the other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.people.actions.families import deactivate_family, reactivate_family
from museminder.domain.people.actions.guardians import deactivate_guardian
from museminder.domain.people.actions.students import deactivate_student, reactivate_student
from museminder.domain.people.models import Family, Guardian, Student
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.people.places import family_of, place_in
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to


@page(Permission.FAMILY_EDIT)
@require_POST
def family(request: Any, family_id: UUID) -> HttpResponse:
    """A family leaves, or comes back."""
    row = get_object_or_404(Family, pk=family_id)
    act = deactivate_family if row.is_active else reactivate_family
    act(family_id=row.pk, by=request.actor, at=request.received_at)
    address = address_of("studio:people:families:remove", family_id=row.pk)
    said = _("The family has left. Its history stays.") if row.is_active else _("The family is back.")
    messages.success(request, said, extra_tags=f"undo:{address}" if row.is_active else "")
    return redirect_to(request, place_in(row, "").back)


@page(Permission.STUDENT_EDIT)
@require_POST
def student(request: Any, student_id: UUID) -> HttpResponse:
    """A student leaves the lists, or comes back."""
    row = get_object_or_404(Student, pk=student_id)
    act = deactivate_student if row.is_active else reactivate_student
    act(student_id=row.pk, by=request.actor, at=request.received_at)
    said = _("%(name)s has left.") if row.is_active else _("%(name)s is back.")
    messages.success(request, said % {"name": row.full_name})
    return redirect_to(request, place_in(family_of(row), "").back)


@page(Permission.GUARDIAN_EDIT)
@require_POST
def guardian(request: Any, guardian_id: UUID) -> HttpResponse:
    """A guardian no longer belongs to the family."""
    row = get_object_or_404(Guardian.objects.select_related("family"), pk=guardian_id)
    deactivate_guardian(guardian_id=row.pk, by=request.actor, at=request.received_at)
    said = _("%(name)s no longer belongs to the family and sees nothing of it.") % {"name": row.full_name}
    messages.success(request, said)
    return redirect_to(request, place_in(row.family, "").back)
