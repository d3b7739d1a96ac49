"""What is closing, and what stands in the way of it."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.privacy.actions.closing import close_studio, reopen_studio
from museminder.domain.privacy.actions.legal_holds import end_legal_hold, place_legal_hold
from museminder.domain.privacy.queries.closing import closing_now, holds_in_force
from museminder.foundation.tenancy.models import Studio
from museminder.primitives.clock import now
from tests.factories.people import make_family, make_student
from tests.schools import School


def test_a_closing_is_there_until_it_is_taken_back_and_a_hold_until_it_ends(live_school: School) -> None:
    said, at = {"by": live_school.owner.actor, "at": now()}, now()
    closings, holds = [], []
    with live_school.inside(live_school.owner):
        student = make_student(live_school, make_family(live_school), "Luz")
        review = at.date() + timedelta(days=90)
        hold = place_legal_hold(student_id=student.pk, reason="Court", review_on=review, **said)
        holds.append(holds_in_force(at=now()))
        name = Studio.objects.get().name
        closings.append(closing_now())
        closing = close_studio(studio_id=live_school.studio_id, typed_name=name, **said)
        closings.append(closing_now())
        reopen_studio(studio_id=live_school.studio_id, **said)
        closings.append(closing_now())
        end_legal_hold(hold_id=hold.pk, **said)
        holds.append(holds_in_force(at=now()))

    assert (closings, holds) == ([None, closing, None], [1, 0])
    assert closing.destroy_on - at.date() == timedelta(days=91)
