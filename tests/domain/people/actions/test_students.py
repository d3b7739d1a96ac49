"""Students come, change and leave."""

from datetime import date

import pytest

from museminder.domain.people.actions.students import add_student, change_student, deactivate_student
from museminder.domain.people.models import Guardianship, Household, Student
from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.fields import Sealed
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ages_on, reveal
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON

LEAP_DAY = date(2016, 2, 29)


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 2, 28), 9), (date(2026, 3, 1), 10), (date(2028, 2, 29), 12)]
)
def test_a_leap_day_child_has_the_birthday_on_march_1(studio, actor, day, age):
    student = make_student(studio, make_family(studio), "Luz", birth_date=LEAP_DAY)
    assert ages_on([student], day, purpose=Purpose.PLACING_BY_AGE, **actor) == {student.pk: age}


def test_what_is_protected_is_stored_sealed_and_opens_for_a_purpose(studio, actor):
    make_student(studio, make_family(studio), "Luz", birth_date=LEAP_DAY, care_notes="Nuts\nInhaler")
    stored = Student.objects.get()
    assert isinstance(stored.birth_date, Sealed)
    assert (str(stored.birth_date), repr(stored.care_notes)) == ("<sealed>", "<sealed>")
    assert b"2016" not in stored.birth_date.data
    opened = reveal([stored], ["birth_date", "care_notes"], purpose=Purpose.EMERGENCY, **actor)
    assert opened == {stored.pk: {"birth_date": LEAP_DAY, "care_notes": "Nuts\nInhaler"}}


def test_a_new_student_lives_in_the_family_and_its_guardians_have_every_right(studio, actor):
    family = make_family(studio)
    guardian = make_guardian(studio, family, "Ana")
    student = add_student(family=family, first_name="  Luz ", **actor)
    assert (student.first_name, student.name_key) == ("Luz", "luz")
    household = Household.objects.get()
    assert (household.family_id, household.share_percent, household.is_billed_by_default) == (
        family.pk,
        100,
        True,
    )
    pair = Guardianship.objects.get()
    assert (pair.guardian_id, pair.sees, pair.may_pick_up, pair.pays, pair.may_consent) == (
        guardian.pk,
        True,
        True,
        True,
        True,
    )


def test_only_what_changed_is_in_the_history_and_never_its_value(studio, actor):
    student = make_student(studio, make_family(studio), "Luz", "Vega")
    change_student(
        student_id=student.pk, first_name="Luz", last_name="Vega Ruiz", birth_date=LEAP_DAY, **actor
    )
    stored = Student.objects.get()
    assert (stored.name_key, stored.version) == ("luz vega ruiz", 2)
    assert trail_of(student)[-1].details == {"fields": ["last_name", "birth_date"]}
    change_student(student_id=student.pk, last_name="Vega Ruiz", **actor)
    assert Student.objects.get().version == 2


@pytest.mark.parametrize(
    "facts",
    [
        {"birth_date": date(2026, 5, 21)},
        {"birth_date": date(1899, 12, 31)},
        {"care_notes": "4242 4242 4242 4242"},
        {"preferred_name": "L\u202euz"},
        {"school_name": "A\x00"},
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_stored(studio, actor, facts):
    family = make_family(studio)
    with pytest.raises(Refused):
        add_student(family=family, first_name="Luz", **facts, **actor)
    assert (Student.objects.count(), Household.objects.count()) == (0, 0)


def test_a_fact_nobody_knows_is_a_slip_of_the_program(studio, actor):
    family = make_family(studio)
    with pytest.raises(TypeError):
        add_student(family=family, first_name="Luz", account_id=family.pk, **actor)
    student = make_student(studio, family, "Luz")
    with pytest.raises(TypeError):
        change_student(student_id=student.pk, merged_into=None, **actor)


def test_who_left_has_a_last_day(studio, actor):
    student = make_student(studio, make_family(studio), "Luz")
    left = deactivate_student(student_id=student.pk, note="Moved", **actor)
    assert (left.is_active, left.ended_on) == (False, NOON.date())
    assert trail_of(student)[-1].note == "Moved"
