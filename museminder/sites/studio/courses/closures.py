"""Closed days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from museminder.domain.courses.actions.closures import create_closure, edit_closure, remove_closure
from museminder.domain.courses.models import Closure
from museminder.domain.courses.queries.catalog import closures_with_meetings
from museminder.domain.courses.rules.refusals import Refused
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.span_forms import ClosureForm, span_values
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to, show

SHOWN = timedelta(days=365)


def _back() -> tuple[str, str]:
    return _("Closed days"), address_of("studio:courses:closures:index")


@page(Permission.CALENDAR_SEE)
def index(request: Any) -> HttpResponse:
    """Closed days of the last year and of all time to come."""
    may_edit = Permission.CLOSURE_EDIT in request.permissions
    closures = closures_with_meetings(request.now_on - SHOWN)
    context = {"closures": closures, "today": request.now_on, "may_edit": may_edit}
    return show(request, "studio/courses/closures.html", context)


@page(Permission.CLOSURE_EDIT)
def create(request: Any) -> HttpResponse:
    """Close the studio, a location or a class for some days."""
    form = ClosureForm(request.POST or None, idempotent=True)

    def act() -> Closure:
        said = form.cleaned_data
        return create_closure(
            starts_on=said["starts_on"],
            until=form.until,
            reason=said["reason"],
            location_id=said["location"].id if said["location"] else None,
            offering_id=said["offering"].id if said["offering"] else None,
            by=request.actor,
            at=request.received_at,
        )

    note = _(
        "Meetings on these days do not take place and do not count. Removing the closure brings them back."
    )
    return edit_by_form(
        request,
        form,
        act,
        title=_("Close some days"),
        back=_back(),
        done=_("These days are closed."),
        note=note,
    )


@page(Permission.CLOSURE_EDIT)
def edit(request: Any, closure_id: UUID) -> HttpResponse:
    """Change the days of a closure."""
    closure = get_object_or_404(Closure, id=closure_id)
    form = ClosureForm(
        request.POST or None, closure=closure, initial=span_values(closure), edits=True, idempotent=True
    )

    def act() -> Closure:
        said = form.cleaned_data
        return edit_closure(
            closure_id=closure.id,
            starts_on=said["starts_on"],
            until=form.until,
            reason=said["reason"],
            by=request.actor,
            at=request.received_at,
        )

    return edit_by_form(
        request, form, act, title=closure.reason, back=_back(), done=_("The closure is saved.")
    )


@require_POST
@page(Permission.CLOSURE_EDIT)
def remove(request: Any, closure_id: UUID) -> HttpResponse:
    """Reopen the days: their meetings come back."""
    closure = get_object_or_404(Closure, id=closure_id)
    try:
        back = remove_closure(closure_id=closure.id, by=request.actor, at=request.received_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Open again; %(count)d meetings are back.") % {"count": len(back)})
    return redirect_to(request, _back()[1])
