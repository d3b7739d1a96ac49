"""Courses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.courses.actions.courses import create_course, edit_course
from museminder.domain.courses.models import Course, Program, ProgramKind, Season
from museminder.domain.courses.queries.catalog import catalog, offerings_of
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.courses.editing import edit_by_form
from museminder.sites.studio.courses.forms import CourseForm, course_values
from museminder.sites.studio.door import page
from museminder.web.addresses import address_of
from museminder.web.rendering import redirect_to
from museminder.web.rendering import show as show_page


@page(Permission.COURSE_SEE)
def index(request: Any) -> HttpResponse:
    """Courses with what is offered of them, in one season or at all; searched by a few letters."""
    seasons = list(Season.objects.order_by("-starts_on"))
    wanted = request.GET.get("season", "")
    season = next((one for one in seasons if str(one.id) == wanted), None)
    kind = request.GET.get("program", "")
    words = request.GET.get("q", "").strip()[:80]
    courses = catalog(season=season, program=kind if kind in ProgramKind.values else "", words=words)
    return show_page(
        request,
        "studio/courses/courses.html",
        {
            "courses": courses,
            "seasons": seasons,
            "season": season,
            "program": kind,
            "words": words,
            "may_edit": Permission.COURSE_EDIT in request.permissions,
        },
    )


@page(Permission.COURSE_SEE)
def show(request: Any, course_id: UUID) -> HttpResponse:
    """One course and its offerings, newest first."""
    course = get_object_or_404(Course.objects.select_related("program"), id=course_id)
    context = {
        "course": course,
        "offerings": offerings_of(course),
        "today": request.now_on,
        "may_edit": Permission.COURSE_EDIT in request.permissions,
    }
    return show_page(request, "studio/courses/course.html", context)


@page(Permission.COURSE_EDIT)
def create(request: Any) -> HttpResponse:
    """Describe a new course; a studio's first one begins with a program."""
    if not Program.objects.filter(is_active=True).exists():
        return redirect_to(request, address_of("studio:courses:programs:create"))
    form = CourseForm(request.POST or None, idempotent=True)

    def act() -> Course:
        return create_course(facts=form.facts, by=request.actor, at=request.received_at)

    return edit_by_form(
        request, form, act, title=_("A new course"), back=_back(), done=_("The course is added."), to=_page_of
    )


@page(Permission.COURSE_EDIT)
def edit(request: Any, course_id: UUID) -> HttpResponse:
    """Change what is said about a course."""
    course = get_object_or_404(Course, id=course_id)
    form = CourseForm(request.POST or None, initial=course_values(course), edits=True, idempotent=True)

    def act() -> Course:
        return edit_course(course_id=course.id, facts=form.facts, by=request.actor, at=request.received_at)

    return edit_by_form(
        request, form, act, title=str(course), back=_back(), done=_("The course is saved."), to=_page_of
    )


def _back() -> tuple[str, str]:
    return _("Classes"), address_of("studio:courses:courses:index")


def _page_of(course: Course) -> str:
    return address_of("studio:courses:courses:show", course_id=course.id)
