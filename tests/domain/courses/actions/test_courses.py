import pytest

from museminder.domain.courses.actions.courses import CourseFacts, create_course, edit_course
from museminder.domain.courses.actions.locations import create_location, edit_location
from museminder.domain.courses.actions.programs import create_program, edit_program
from museminder.domain.courses.models import Offering
from museminder.domain.courses.rules.refusals import Refused
from museminder.foundation.audit.recording import trail_of
from museminder.primitives.actor import PROGRAM
from tests.factories import courses as make
from tests.schools import NOON

BY = {"by": PROGRAM, "at": NOON}


def facts(**changes):
    return CourseFacts(**{"program_id": make.program().id, "name": "Ballet", "kind": "class"} | changes)


def test_one_name_may_have_several_levels_and_each_once(studio):
    create_course(facts=facts(level="I"), **BY)
    create_course(facts=facts(level="II"), **BY)
    with pytest.raises(Refused) as refusal:
        create_course(facts=facts(level=" ii "), **BY)
    assert refusal.value.field == "name"


def test_impossible_ages_are_refused(studio):
    with pytest.raises(Refused) as refusal:
        create_course(facts=facts(age_from=9, age_until=8), **BY)
    assert refusal.value.field == "age_until"


def test_offerings_keep_their_name_when_the_course_is_renamed(studio):
    tap = make.offering("Tap", make.weekly())
    course = edit_course(course_id=tap.course_id, facts=facts(name="Tap dance"), **BY)
    assert (str(course), Offering.objects.get().name) == ("Tap dance", "Tap")


def test_program_and_location_are_retired_and_it_is_written_down(studio):
    dance = create_program(name="Dance", kind="dance", **BY)
    house = create_location(name="House", **BY)
    edit_program(program_id=dance.id, name="Dance", kind="art", is_active=False, **BY)
    edit_location(location_id=house.id, name="Old house", is_active=False, **BY)
    trails = [[change.what for change in trail_of(one)] for one in (dance, house)]
    assert trails == [
        ["courses.program.created", "courses.program.edited"],
        ["courses.location.created", "courses.location.edited"],
    ]
