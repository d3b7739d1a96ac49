"""What was changed or is used since stays, with what belongs to it; the rest goes."""

from __future__ import annotations

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.credits import give_credit
from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.people.models import Family, Student
from tests.domain.switching.actions.importing import AT, brought, classes, students, undo
from tests.schools import School

ADA, BEN = "Ada,Fox,02/13/2015,f1,,Bea,Fox,,", "Ben,Reyes,02/13/2016,f2,,Eve,Reyes,,"


def test_a_class_with_a_meeting_somebody_moved_stays(studio: School) -> None:
    row = "Tap,Tap,,Mon,4:00 pm,5:00 pm,,09/21/2026,12/28/2026,8,"
    batch = brought(studio, classes(row, row.replace("Tap", "Jazz")))
    Meeting.objects.filter(pk=Meeting.objects.filter(offering__name="Jazz").first().pk).update(
        is_detached=True
    )
    undone = undo(studio, batch)
    assert [one.name for one in Offering.objects.all()] == ["Jazz"]
    assert undone.counts["kept"] == 4  # with its course, its program and its season


def test_a_family_with_books_stays_without_its_people(studio: School) -> None:
    batch = brought(studio, students(ADA, BEN))
    fox = Family.objects.get(name="Fox")
    give_credit(
        family_account=open_family_account(family_id=fox.pk),
        amount=500,
        reason="goodwill",
        on=AT.date(),
        by=studio.owner.actor,
        at=AT,
    )
    undo(studio, batch)
    assert (list(Family.objects.values_list("name", "is_active")), Student.objects.count()) == (
        [("Fox", False)],
        0,
    )
