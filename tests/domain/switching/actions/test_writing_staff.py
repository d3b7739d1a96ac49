"""Who works for the studio comes in once."""

from __future__ import annotations

from museminder.domain.people.models import StaffMember
from tests.domain.switching.actions.importing import brought, classes
from tests.schools import School


def staff(phone: str) -> tuple[str, str]:
    return "staff.csv", f"staff external id,first name,last name,mobile phone\nt1,Ida,Quill,{phone}\n"


def test_staff_follow_a_second_list_and_classes_find_them_by_name(studio: School) -> None:
    brought(studio, staff("503 555 0123"))
    brought(studio, staff("503 555 0199"))
    row = "Tap,Tap,Ida Quill,Mon,4:00 pm,5:00 pm,,09/21/2026,12/28/2026,8,"
    brought(studio, classes(row, row.replace("Tap", "Jazz").replace("Mon", "Tue")))
    member = StaffMember.objects.get()
    assert (member.full_name, member.phone, member.taught_offerings.count()) == (
        "Ida Quill",
        "+15035550199",
        2,
    )
