"""Studios as numbers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from museminder.domain.oversight.models import StudioFigures
from museminder.domain.privacy.actions.breaches import record_breach
from museminder.foundation.published.models import Letter
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from tests.counting import statements
from tests.factories.operators import make_operator, operating
from tests.factories.people import make_family, make_student
from tests.schools import School, open_school
from tests.sites.operator.counting import count


def test_a_studio_is_counted_from_inside_it(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        make_student(live_school, make_family(live_school), "Ada")
    count()
    (figures,) = StudioFigures.objects.using("owner").all()

    assert (figures.number, figures.family_count, figures.student_count, figures.meeting_count) == (
        live_school.studio_id,
        1,
        1,
        0,
    )


@pytest.mark.parametrize("studios", [1, 3])
def test_home_asks_the_same_whatever_the_number_of_studios(live_school: School, studios: int) -> None:
    for number in range(1, studios):
        open_school(f"school-{number}", "School")
    count()
    client = make_operator().client()
    client.get("/", secure=True)
    with statements("operator") as asked:
        client.get("/", secure=True)

    assert len([one for one in asked if "SAVEPOINT" not in one and one not in ("BEGIN", "COMMIT")]) == 13


def test_what_is_late_with_the_backups_stands_on_the_first_page(
    live_school: School, settings: Any, tmp_path: Path
) -> None:
    settings.MUSEMINDER_HOME = tmp_path
    page = make_operator().client().get("/", secure=True).content.decode()

    assert "Something about the backups is late or wrong" in page
    assert "There are no backups: museminder backup begin" in page


def test_what_is_late_with_others_stands_on_the_first_page(live_school: School) -> None:
    operator, early = make_operator(), now() - timedelta(days=31)
    letter = Letter(id=uuid7(), kind="question", email="v@example.com", language="en", received_at=early)
    letter.save(using="owner")
    said = dict.fromkeys(["what_happened", "whose", "what_we_do"], "A letter went astray")
    with operating(operator):
        record_breach(**said, found_at=early, studios={live_school.studio_id: 1}, by=operator.actor, at=now())
    page = operator.client().get("/", secure=True).content.decode()

    assert "1 studio was told too late or does not know yet" in page
    assert "1 letter should have been answered" in page
    assert "was not told in time" not in page
