"""The weekly times of an offering: one more, or one ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.schedules import add_weekly_time, end_weekly_time
from museminder.domain.courses.models import Offering, ScheduleTemplate
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.offerings import page_of
from museminder.sites.studio.courses.weekly_forms import EndWeeklyForm, MoreWeeklyForm, weekday_name
from museminder.sites.studio.door import page
from museminder.web import filters


@page(Permission.COURSE_EDIT)
def create(request: Any, offering_id: UUID) -> HttpResponse:
    """Let an offering meet one more time a week."""
    offering = get_object_or_404(Offering, id=offering_id)
    first_on = max(request.now_on, offering.starts_on)
    form = MoreWeeklyForm(request.POST or None, initial={"starts_on": first_on}, idempotent=True)

    def act() -> Any:
        return add_weekly_time(
            offering_id=offering.id,
            weekly=form.weekly_time,
            starts_on=form.cleaned_data["starts_on"],
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=request.received_at,
        )

    back = (offering.name, page_of(offering))
    return edit_by_form(
        request, form, act, title=_("One more weekly time"), back=back, done=_("It is on the calendar.")
    )


@page(Permission.COURSE_EDIT)
def remove(request: Any, template_id: UUID) -> HttpResponse:
    """End a weekly time: its later meetings are called off, the earlier ones stay."""
    template = get_object_or_404(ScheduleTemplate.objects.select_related("offering"), id=template_id)
    first_on = max(request.now_on, template.starts_on)
    form = EndWeeklyForm(request.POST or None, initial={"until": first_on}, idempotent=True)

    def act() -> Any:
        return end_weekly_time(
            template_id=template.id, **_said(form), by=request.actor, at=request.received_at
        )

    back = (template.offering.name, page_of(template.offering))
    title = _("End %(weekday)s, %(time)s") % {
        "weekday": weekday_name(template.weekday),
        "time": filters.time(template.starts),
    }
    return edit_by_form(request, form, act, title=title, back=back, done=_("The weekly time is ended."))


def _said(form: EndWeeklyForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("until", "reason")}
