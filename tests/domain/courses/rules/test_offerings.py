import pytest

from museminder.domain.courses.models import Course
from museminder.domain.courses.rules.offerings import check_places, offering_name
from museminder.domain.courses.rules.refusals import Refused


@pytest.mark.parametrize("places", [1, 10_000])
def test_number_of_places_somebody_could_teach_is_kept(places):
    assert check_places(places) == places


@pytest.mark.parametrize("places", [0, -1, 10_001])
def test_impossible_number_of_places_is_refused_beside_the_field(places):
    with pytest.raises(Refused) as refusal:
        check_places(places)
    assert refusal.value.field == "places"


def test_offering_without_a_name_is_called_as_its_course(studio):
    ballet = Course(name="Ballet", level="II")
    assert [offering_name(said, ballet) for said in ("", "  Tiny   toes ", "x" * 200)] == [
        "Ballet, II",
        "Tiny toes",
        "x" * 120,
    ]
