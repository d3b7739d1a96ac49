"""Every lesson of every child in the coming weeks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from museminder.domain.reports.queries import my_home
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.web.rendering import show

DAYS = 28


@page(Permission.MY_SCHEDULE_SEE)
def index(request: Any) -> HttpResponse:
    """Four weeks, day by day; ``?student=`` keeps one child."""
    students = my_home.my_students()
    chosen = request.GET.get("student", "")
    lessons = [
        lesson
        for lesson in my_home.lessons_between(request.received_at, DAYS)
        if not chosen or str(lesson.student.pk) == chosen
    ]
    days: dict[Any, list[my_home.Lesson]] = {}
    for lesson in lessons:
        days.setdefault(lesson.meeting.starts_at.astimezone(request.zone).date(), []).append(lesson)
    return show(request, "member/schedule.html", {"days": days, "students": students, "chosen": chosen})
