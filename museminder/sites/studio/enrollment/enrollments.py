"""Enrolling: choose the student, choose the offering, look at places, clashes and price, then do it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.courses.models import Offering
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.offerings import offerings_to_choose
from museminder.domain.people.models import Student
from museminder.domain.people.queries.directory import students_like
from museminder.foundation.identity.permissions import Permission
from museminder.sites.studio.door import page
from museminder.sites.studio.enrollment.forms import EnrollForm, families_of
from museminder.sites.studio.enrollment.outlook import outlook
from museminder.sites.studio.people.saving import Place, Words, save, typed
from museminder.web.addresses import address_of
from museminder.web.rendering import show

TEMPLATE = "studio/enrollment/enroll.html"


@page(Permission.ENROLLMENT_EDIT)
def create(request: Any) -> HttpResponse:
    """Enroll a student in an offering; whoever and whatever is chosen is in the address."""
    student = _chosen(Student, request.GET.get("student"))
    offering = _chosen(
        Offering.objects.select_related("course__program", "season"), request.GET.get("offering")
    )
    letters = request.GET.get("q", "").strip()[:80]
    if student is None:
        found = students_like(letters) if letters else []
        return show(
            request,
            "studio/enrollment/choose_student.html",
            {"letters": letters, "students": found, "offering": offering},
        )
    if offering is None:
        choices = offerings_to_choose(letters, request.now_on)
        return show(
            request,
            "studio/enrollment/choose_offering.html",
            {"letters": letters, "choices": choices, "student": student},
        )
    return _form(request, student, offering)


def _form(request: Any, student: Student, offering: Offering) -> HttpResponse:
    first_day = max(request.now_on, offering.starts_on)
    beside = outlook(request, student, offering, first_day)
    form = EnrollForm(
        typed(request),
        idempotent=True,
        families=families_of(student.pk),
        may_override=Permission.ENROLLMENT_OVERRIDE in request.permissions,
        is_outside_ages=beside["is_outside_ages"],
        initial={
            "starts_on": request.GET.get("starts_on") or first_day,
            "kind": request.GET.get("kind") or "active",
        },
    )

    def do(data: dict[str, Any]) -> None:
        family, last_day = data.pop("family"), data.pop("last_day")
        account = open_family_account(family_id=family.pk) if family else None
        enroll_student(
            student=student,
            offering=offering,
            until=last_day + timedelta(days=1) if last_day else None,
            family_account=account,
            by=request.actor,
            at=request.received_at,
            **data,
        )

    waits = form["kind"].value() == Enrollment.Kind.WAITLISTED
    back = address_of("studio:enrollment:rosters:offering", offering_id=offering.pk)
    place = Place([(offering.name, back), (_("Enroll"), "")], back)
    words = _words(student, offering, waits=waits)
    context = {"student": student, "offering": offering, "waits": waits, **beside}
    return save(request, form, do, words=words, place=place, template=TEMPLATE, context=context)


def _words(student: Student, offering: Offering, *, waits: bool) -> Words:
    names = {"student": student.full_name, "offering": offering.name}
    if waits:
        return Words(
            _("Put %(student)s on the waitlist of %(offering)s") % names,
            _("Put on the waitlist"),
            _("%(student)s waits for a place in %(offering)s.") % names,
        )
    return Words(
        _("Enroll %(student)s in %(offering)s") % names,
        _("Enroll"),
        _("%(student)s is in %(offering)s.") % names,
    )


def _chosen(rows: Any, asked: str | None) -> Any:
    if not asked:
        return None
    try:
        return get_object_or_404(rows, pk=UUID(asked))
    except ValueError:
        return None
