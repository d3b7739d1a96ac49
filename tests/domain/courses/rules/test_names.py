import pytest

from museminder.domain.courses.models import Program
from museminder.domain.courses.rules.names import check_name
from museminder.domain.courses.rules.refusals import Refused
from tests.factories import courses as make


def test_name_loses_its_blanks(studio):
    assert check_name(Program.objects.all(), "  School   of Dance ") == "School of Dance"


@pytest.mark.parametrize("name", ["", "   ", "dance", "DANCE "])
def test_empty_and_taken_names_are_refused(studio, name):
    make.program("Dance")
    with pytest.raises(Refused) as refusal:
        check_name(Program.objects.all(), name)
    assert refusal.value.field == "name"


def test_row_may_keep_its_own_name(studio):
    dance = make.program("Dance")
    assert check_name(Program.objects.all(), "dance", but=dance.id) == "dance"
