"""Every purpose has words."""

from museminder.foundation.vault.purposes import Purpose
from museminder.web.purposes import purpose_words


def test_a_purpose_is_said_in_words_and_a_new_one_is_not_hidden() -> None:
    assert purpose_words(Purpose.LESSON) == "For the lesson"
    assert purpose_words("something_new") == "Something new"
    assert [each for each in Purpose if not purpose_words(each).strip()] == []
