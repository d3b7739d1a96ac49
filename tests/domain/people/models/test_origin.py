"""Where each fact about a person came from, as the database itself writes it down."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction

from museminder.domain.people.actions.contacts import add_contact, change_contact
from museminder.domain.people.actions.guardians import change_guardian
from museminder.domain.people.actions.origins import said_by
from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import Contact, Guardian, Source, Student
from museminder.domain.people.models.origin import read_origins
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON


def make_adult(student, person):
    """Whoever is of age signs in by themselves."""
    Student.objects.filter(pk=student.pk).update(is_adult=True)
    with connections["owner"].cursor() as cursor:
        cursor.execute("set local role owner")
        cursor.execute(
            "update people_student set account_id = %s where id = %s", [person.account_id, student.pk]
        )
        cursor.execute("set local role studio")


def sources(row):
    row.refresh_from_db()
    return {name: str(origin.source) for name, origin in read_origins(row.origins).items()}


@pytest.fixture
def people(school):
    """Luz with a guardian who signs in, entered by the studio."""
    dov = school.add_person("Dov", "guardian")
    with school.inside(school.owner):
        family = make_family(school)
        luz = make_student(school, family, "Luz", birth_date=date(2015, 3, 4), care_notes="Peanuts")
        guardian = make_guardian(school, family, "Dov", dov, address={"street": "4 Elm"})
        contact = add_contact(student=luz, name="Aunt Ada", by=school.owner.actor, at=NOON, family=family)
    return dov, luz, guardian, contact


def test_what_the_studio_wrote_and_what_the_family_corrected_are_told_apart(school, people):
    dov, luz, guardian, contact = people
    with school.inside(school.owner):
        before = [sources(row) for row in (luz, guardian, contact)]
        assert luz.origin_of("birth_date").account_id == school.owner.account_id
    said = dict.fromkeys(("first_name", "last_name", "birth_date", "care_notes", "is_adult"), "studio")
    assert before == [
        said,
        dict.fromkeys(("first_name", "last_name", "address"), "studio"),
        dict.fromkeys(("name", "is_emergency", "may_pick_up"), "studio"),
    ]
    with school.inside(dov):
        change_student(student_id=luz.pk, preferred_name="Lulu", care_notes=None, by=dov.actor, at=NOON)
        change_guardian(guardian_id=guardian.pk, address={"street": "5 Elm"}, by=dov.actor, at=NOON)
        change_contact(contact_id=contact.pk, phone="919 555 0100", by=dov.actor, at=NOON)
    with school.inside(school.owner):
        assert sources(luz) == {
            **dict.fromkeys(("first_name", "last_name", "birth_date", "is_adult"), "studio"),
            "preferred_name": "guardian",
        }
        assert sources(guardian)["address"] == "guardian"
        assert guardian.origin_of("address").account_id == dov.account_id
        assert sources(contact)["phone"] == "guardian"
        assert guardian.origin_of("home_phone") is None


def test_no_statement_passes_by_the_stamp(school, people):
    """Neither many rows at once, nor one that says where it came from itself, nor a child who signs in."""
    _dov, luz, guardian, contact = people
    lie = [{"source": "guardian", "at": "2020-01-01T00:00:00+00:00", "fields": ["first_name"]}]
    with school.inside(school.owner):
        Student.objects.filter(pk=luz.pk).update(first_name="Lucia", origins=lie)
        made = Guardian(family_id=guardian.family_id, first_name="Eva", origins=lie)
        Guardian.objects.bulk_create([made])
        luz.refresh_from_db()
        made.refresh_from_db()
        assert [row.origin_of("first_name").source for row in (luz, made)] == [Source.STUDIO, Source.STUDIO]
        Contact.objects.filter(pk=contact.pk).update(origins=[])
        assert sources(contact)["name"] == "studio"
    own = school.add_person("Luz", "student")
    with school.inside(school.owner):
        make_adult(luz, own)
    with school.inside(own):
        Student.objects.filter(pk=luz.pk).update(preferred_name="Lu")
        assert sources(luz)["preferred_name"] == "student"


@pytest.mark.parametrize("source", ["external", "accepted", "broker"])
def test_the_database_takes_nothing_from_outside_into_a_childs_record(school, people, source):
    _dov, luz, _guardian, _contact = people
    refused = pytest.raises(DatabaseError, match="student_origins_are_known")
    with school.inside(school.owner):
        with refused, transaction.atomic("owner"), said_by(source):
            Student.objects.filter(pk=luz.pk).update(school_name="Northside")
        luz.refresh_from_db()
        assert luz.school_name == ""
