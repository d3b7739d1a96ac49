"""Offerings: a course as it is held."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import formset_factory
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.offering_edits import edit_offering
from museminder.domain.courses.actions.offerings import create_offering
from museminder.domain.courses.models import Course, Offering, TeachingKind
from museminder.domain.courses.queries.catalog import offering_details
from museminder.domain.courses.queries.planning import instructors_of
from museminder.domain.courses.rules.refusals import Refused
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.calendar.refusing import refuse
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.offering_forms import OfferingForm, TeamForm
from museminder.sites.studio.courses.weekly_forms import OptionalWeeklyForm, weekday_name
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page

WeeklyForms = formset_factory(OptionalWeeklyForm, extra=3, max_num=10, absolute_max=10)


@page(Permission.COURSE_SEE)
def show(request: Any, offering_id: UUID) -> HttpResponse:
    """One offering: who teaches it, its weekly times, its next meetings."""
    details = offering_details(offering_id, at=request.received_at)
    if details is None:
        raise Http404
    context = {
        "details": details,
        "may_edit": Permission.COURSE_EDIT in request.permissions,
        "may_move": Permission.CALENDAR_EDIT in request.permissions,
        "weekday": weekday_name,
        "today": request.now_on,
    }
    return show_page(request, "studio/courses/offering.html", context)


@page(Permission.COURSE_EDIT)
def create(request: Any, course_id: UUID) -> HttpResponse:
    """Offer a course in a season: its weekly times become dated meetings."""
    course = get_object_or_404(Course, id=course_id)
    known = {"name": str(course), "places": 1 if course.kind == TeachingKind.PRIVATE else 12}
    form = OfferingForm(request.POST or None, initial=known, idempotent=True)
    weekly = WeeklyForms(request.POST or None, prefix="weekly")
    clashes: list[dict[str, str]] = []
    if request.method == "POST" and all([form.is_valid(), weekly.is_valid()]):
        times = [one.weekly_time for one in weekly if one.is_filled]
        try:
            offering = create_offering(
                facts=form.facts(course),
                weekly=times,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.received_at,
            )
        except Refused as refusal:
            clashes = refuse(form, refusal)
        else:
            messages.success(request, _("It is on the calendar."))
            return redirect_to(request, page_of(offering))
    context = {"course": course, "form": form, "weekly": weekly, "clashes": clashes}
    is_torn = request.method == "POST" and not weekly.is_valid()  # its own count of times too
    status = 422 if form.errors or is_torn else 200
    return show_page(request, "studio/courses/offering_create.html", context, status=status)


@page(Permission.COURSE_EDIT)
def edit(request: Any, offering_id: UUID) -> HttpResponse:
    """Change an offering's name, places and instructors; its weekly times are changed on its page."""
    offering = get_object_or_404(Offering, id=offering_id)
    lead, *others = [*instructors_of(offering), None]
    known = {"instructor": lead, "assistants": [one for one in others if one]}
    known |= {name: getattr(offering, name) for name in ("name", "places", "is_open")}
    form = TeamForm(request.POST or None, initial=known, edits=True, idempotent=True)

    def act() -> Offering:
        said = {name: form.cleaned_data[name] for name in ("name", "places", "is_open")}
        return edit_offering(
            offering_id=offering.id,
            **said,
            instructor_ids=form.instructor_ids,
            by=request.actor,
            at=request.received_at,
        )

    back = (offering.name, page_of(offering))
    note = _("Meetings that have not begun follow; where somebody stands in, that stays.")
    return edit_by_form(request, form, act, title=_("Change"), back=back, done=_("Saved."), note=note)


def page_of(offering: Offering) -> str:
    """The address of an offering's page."""
    return address_of("studio:courses:offerings:show", offering_id=offering.id)
