"""A family that no mail reaches is told on paper, and the desk writes down when; then nothing is late."""

from __future__ import annotations

from datetime import timedelta

from django.db import connections

from museminder.domain.oversight.models import DemandNotice
from museminder.primitives.clock import now
from museminder.promise.probe.demanding import make_demand, make_staff, rows_of
from tests.factories.operators import make_operator
from tests.schools import School


def test_the_day_of_a_letter_on_paper_is_written_down_once(live_school: School) -> None:
    demand, today = make_demand(make_staff(), live_school.studio_id), now().date()
    notice = DemandNotice(
        demand_id=demand, number=live_school.studio_id, records=["student"], made_at=now(), shown_from=now()
    )
    notice.save(using="owner", force_insert=True)
    with connections["owner"].cursor() as cursor:  # as if it had been due for three days
        cursor.execute(
            "update oversight_demandnotice set made_at = made_at - interval '3 days',"
            " shown_from = shown_from - interval '3 days'"
        )
    desk, untaught = make_operator("Clara C").client(), make_operator("Una U", trained_days=None).client()
    here, letter = f"/demands/{demand}/", f"/demands/notices/{notice.pk}/letters/"
    before = desk.get(here, secure=True).content.decode()
    wrong = [
        who.post(letter, {"posted_on": day}, secure=True).status_code
        for who, day in (
            (desk, ""),
            (desk, f"{today + timedelta(days=1)}"),
            (desk, f"{today - timedelta(days=4)}"),
            (untaught, f"{today}"),
        )
    ]
    done = desk.post(letter, {"posted_on": f"{today - timedelta(days=2)}"}, secure=True)
    again = desk.post(letter, {"posted_on": f"{today}"}, secure=True).status_code
    after = desk.get(here, secure=True).content.decode()
    told = rows_of(DemandNotice).get(pk=notice.pk)

    assert wrong == [422] * 4
    assert (done.status_code, done.headers["Location"], again) == (302, here, 422)
    assert (told.posted_on, told.posted_by, told.told_at.date()) == (
        today - timedelta(days=2),
        "Clara C",
        today - timedelta(days=2),
    )
    assert (letter in before, "Late" in before) == (True, True)
    assert (letter in after, "Late" in after, "written down by Clara C" in after) == (False, False, True)
