"""16. Looking and then making the request fail: the entry stays, on the vault's own connection."""

from datetime import date

import pytest

from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.factories.people import make_family, make_student
from tests.schools import NOON

BORN = date(2016, 2, 29)


class Broken(Exception):
    """Something after the look went wrong."""


def test_a_rolled_back_request_leaves_its_entry(live_school, vault):
    with live_school.inside(live_school.owner):
        student = make_student(live_school, make_family(live_school), "Luz", birth_date=BORN)
    opened = {}

    def look_and_fail() -> None:
        actor = live_school.owner.actor
        with live_school.inside(live_school.owner):
            opened.update(reveal([student], ["birth_date"], purpose=Purpose.EMERGENCY, by=actor, at=NOON))
            student.school_name = "Lost"
            student.save()
            raise Broken

    with pytest.raises(Broken):
        look_and_fail()
    with live_school.inside(live_school.owner):
        student.refresh_from_db()

    assert (opened[student.pk]["birth_date"], student.school_name) == (BORN, "")
    assert [(each.subjects, each.purpose) for each in vault.new_entries()] == [((student.pk,), "emergency")]
