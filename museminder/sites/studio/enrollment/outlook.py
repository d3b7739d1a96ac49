"""What stands beside the enrollment form: places, age, clashes and prices from the day asked about."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.queries.clashes import clashes_of
from museminder.domain.enrollment.queries.openings import openings_of
from museminder.domain.enrollment.queries.placing_ages import placing_ages
from museminder.domain.enrollment.queries.price_preview import price_preview
from museminder.domain.enrollment.rules import ages_in_words
from museminder.domain.people.models import Student
from museminder.domain.reports.queries.explanations import explain
from museminder.sites.studio.enrollment.forms import EnrollForm


def outlook(request: Any, student: Student, offering: Offering, first_day: Any) -> dict[str, Any]:
    """Places, age, clashes and prices from the first day on that is asked about."""
    asked = EnrollForm.base_fields["starts_on"]
    written = request.POST.get("starts_on") or request.GET.get("starts_on") or ""
    try:
        since = asked.clean(written) if written else first_day
    except ValidationError:
        since = first_day
    meetings = Meeting.objects.filter(offering=offering, held_on__gte=since, is_cancelled=False).order_by(
        "starts_at"
    )
    coming = list(meetings.select_related("offering"))
    age = placing_ages([(student, offering)], by=request.actor, at=request.received_at).get(
        (student.pk, offering.pk)
    )
    left = openings_of([offering.pk], since).get(offering.pk)
    prices = price_preview(offering, since) if since < offering.until else None
    currency = request.studio.currency
    return {
        "since": since,
        "openings": left,
        "is_full": left is not None and left.openings == 0,
        "age": age,
        "ages": ages_in_words(age.age_from, age.age_until) if age else "",
        "is_outside_ages": age is not None and not age.fits,
        "waitlist": f"?student={student.pk}&offering={offering.pk}&starts_on={since.isoformat()}&kind=waitlisted",
        "first_meeting": coming[0] if coming else None,
        "clashes": clashes_of(student, coming),
        "prices": prices,
        "whys": {
            each.month: explain(
                [step.as_json() for step in each.tuition.steps], amount=each.tuition.amount, currency=currency
            )
            for each in (prices.months if prices else [])
        },
    }
