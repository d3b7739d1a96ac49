"""What is written down where a file says more than we have columns for."""

from museminder.domain.switching.rules.records import ImportedPhone
from museminder.domain.switching.rules.wording import home_of, mobile_of, program_kind

HOME = ImportedPhone("home", "212 555 0100", "+12125550100")
WORK = ImportedPhone("work", "212 555 0101 x7", "+12125550101", "7")
MOBILE = ImportedPhone("mobile", "call me")


def test_mobile_number_comes_before_work_and_home_stands_apart() -> None:
    assert mobile_of((HOME, WORK, MOBILE)) == "call me"
    assert mobile_of((HOME, WORK)) == "+12125550101 x7"
    assert (mobile_of((HOME,)), home_of((HOME, WORK))) == ("", "+12125550100")


def test_program_is_known_by_its_words_and_else_is_music() -> None:
    assert [program_kind(word) for word in ("Ballet III", "Pottery", "Choir", "Piano")] == [
        "dance",
        "art",
        "choir",
        "music",
    ]
