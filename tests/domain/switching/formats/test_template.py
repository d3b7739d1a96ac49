"""Our own template."""

from __future__ import annotations

import pytest

from museminder.domain.switching.formats.fields import FormatKind
from museminder.domain.switching.formats.recognition import recognized_kind
from museminder.domain.switching.formats.template import TEMPLATES, blank_template
from tests.domain.switching.formats.lists import roster_of


@pytest.mark.parametrize("kind", [template.kind for template in TEMPLATES])
def test_an_empty_template_is_recognized_as_what_it_is(kind: FormatKind) -> None:
    headings = tuple(blank_template(kind).decode().strip().replace('"', "").split(","))

    assert recognized_kind(headings) == kind


def test_other_lists_have_no_template() -> None:
    with pytest.raises(KeyError):
        blank_template(FormatKind.MUSIC_STAFF_CONTACTS)


def test_the_template_carries_classes_credits_and_four_guardians() -> None:
    row = {
        "student external id": "s1",
        "family external id": "f1",
        "first name": "Ngozi",
        "last name": "Okafor",
        "birth date": "2015-05-17",
        "care note": "Allergic to peanuts",
        "classes": "Ballet I; Tap II",
        "make-up credits": "2",
        **{f"guardian {number} first name": f"Guardian {number}" for number in range(1, 5)},
    }
    roster = roster_of(row)

    assert [student.care_note for student in roster.students] == ["Allergic to peanuts"]
    assert [enrollment.class_name for enrollment in roster.enrollments] == ["Ballet I", "Tap II"]
    assert [credit.count for credit in roster.makeup_credits] == [2]
    assert [guardian.position for guardian in roster.guardians] == [1, 2, 3, 4]
