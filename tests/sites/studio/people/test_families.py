"""The family pages, asked for over the real door."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.models import (
    Contact,
    CustodyDenial,
    Family,
    Guardian,
    Guardianship,
    Household,
    Student,
    Widening,
)
from tests.browsing import client_of, get
from tests.browsing import post as send
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON

FAMILIES = "people/families/"


@pytest.fixture
def family(live_school):
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Papadimitriou")
        make_guardian(
            live_school, family, "Eleftheria", email="e@example.com", address={"street": "4 Elm St"}
        )
        make_student(live_school, family, "Anneliese", birth_date=date(2012, 3, 4), care_notes="Nuts")
    return family


def post(person, school, path, data):
    """Send a form as its page does, with a key of its own."""
    return send(person, school, path, {"idempotency_key": str(uuid4())} | data)


def rows_of(school, model):
    with school.inside(school.owner):
        return list(model.objects.all())


def statements_of(school, path):
    client = client_of(school.owner)
    client.get(f"/{school.slug}/{path}", secure=True)
    with CaptureQueriesContext(connections["studio"]) as asked:
        answer = client.get(f"/{school.slug}/{path}", secure=True)
    assert answer.status_code == 200
    return len(asked)


def test_the_list_takes_as_many_statements_for_one_family_as_for_three(live_school, family):
    one = statements_of(live_school, FAMILIES)
    with live_school.inside(live_school.owner):
        for name in ("Vega", "Vandersteen"):
            other = make_family(live_school, name)
            make_guardian(live_school, other, "Ana")
            make_student(live_school, other, "Luz")
    assert (one, statements_of(live_school, FAMILIES)) == (7, 7)


def test_a_family_takes_as_many_statements_with_one_child_as_with_three(live_school, family):
    path = f"{FAMILIES}{family.pk}/"
    one = statements_of(live_school, path)
    with live_school.inside(live_school.owner):
        for name in ("Theodore", "Wilhelmina"):
            make_student(live_school, family, name)
        make_guardian(live_school, family, "Kosta")
    assert (one, statements_of(live_school, path)) == (12, 12)


def test_the_page_shows_the_age_and_neither_date_nor_address_nor_care_note(live_school, family):
    page = get(live_school.owner, live_school, f"{FAMILIES}{family.pk}/").content.decode()
    assert "Anneliese" in page
    for hidden in ("2012", "Elm", "Nuts"):
        assert hidden not in page


def test_a_family_is_entered_through_pages_only(live_school):
    owner = live_school.owner
    answer = post(owner, live_school, f"{FAMILIES}create/", {"name": "Vega", "started_on": "2026-05-01"})
    [family] = rows_of(live_school, Family)
    assert answer.headers["Location"] == f"/{live_school.slug}/{FAMILIES}{family.pk}/"
    where = f"{FAMILIES}{family.pk}/"
    guardian = {"first_name": "Ana", "last_name": "Vega", "email": "ANA@example.com", "share_percent": "100"}
    assert post(owner, live_school, f"{where}guardians/create/", guardian).status_code == 302
    student = {
        "first_name": "Luz",
        "last_name": "Vega",
        "birth_date": "2016-02-29",
        "started_on": "2026-05-01",
    }
    assert post(owner, live_school, f"{where}students/create/", student).status_code == 302
    [pair] = rows_of(live_school, Guardianship)
    rights = {"relationship": "Mother", "sees": "on", "pays": "on"}
    assert post(owner, live_school, f"people/guardians/rights/{pair.pk}/", rights).status_code == 302
    [pair] = rows_of(live_school, Guardianship)
    assert (pair.relationship, pair.sees, pair.may_pick_up, pair.pays, pair.may_consent) == (
        "Mother",
        True,
        False,
        True,
        False,
    )
    [guardian] = rows_of(live_school, Guardian)
    assert guardian.email == "ana@example.com"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Please fill this in."),
        ("x" * 161, "Write at most 160 characters"),
        ("Ve\u202ega", "turn the direction"),
        ("Vega\x07", "cannot be seen"),
        ("4242 4242 4242 4242", "looks like a card number"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_stores_nothing(live_school, name, said):
    answer = post(live_school.owner, live_school, f"{FAMILIES}create/", {"name": name})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert rows_of(live_school, Family) == []


def test_a_stale_page_is_told_and_keeps_what_was_typed(live_school, family):
    student = rows_of(live_school, Student)[0]
    where = f"people/students/{student.pk}/edit/"
    typed = {"first_name": "Anneliese", "last_name": "Papadimitriou", "instrument": "Piano", "version": "1"}
    assert post(live_school.owner, live_school, where, typed).status_code == 302
    late = post(live_school.owner, live_school, where, typed | {"instrument": "Organ"})
    assert late.status_code == 422
    assert "Organ" in late.content.decode()
    assert rows_of(live_school, Student)[0].instrument == "Piano"


def test_sending_twice_makes_one_family(live_school):
    typed = {"name": "Vega", "idempotency_key": "0b0d2b1e-54b5-4e3e-8a4e-1b2f6f1d2c3a"}
    answers = [post(live_school.owner, live_school, f"{FAMILIES}create/", typed) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert len(rows_of(live_school, Family)) == 1


def test_a_birth_date_is_shown_for_a_purpose_and_written_down(live_school, family, vault):
    student = rows_of(live_school, Student)[0]
    where = f"people/students/{student.pk}/birth-date/"
    assert "2012" not in get(live_school.owner, live_school, where).content.decode()
    field = f"birth_date-{student.pk}-purpose"
    answer = post(live_school.owner, live_school, where, {field: "emergency"})
    assert "March 4, 2012" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    [entry] = vault.new_entries()
    assert (entry.subjects, entry.fields) == ((student.pk,), ("people.student.birth_date",))
    assert (entry.account_id, entry.purpose) == (live_school.owner.account_id, "emergency")
    assert post(live_school.owner, live_school, where, {field: "curiosity"}).status_code == 422


def test_a_custody_order_stands_on_top_of_the_family_page(live_school, family):
    student = rows_of(live_school, Student)[0]
    where = f"people/students/{student.pk}/custody-denials/create/"
    order = {"person_name": "Lambert Vandersteen", "evidence": "Superior Court, 2026-02-12"}
    assert post(live_school.owner, live_school, where, order).status_code == 302
    page = get(live_school.owner, live_school, f"{FAMILIES}{family.pk}/").content.decode()
    assert "Custody: Lambert Vandersteen may not pick up" in page
    [denial] = rows_of(live_school, CustodyDenial)
    end = f"people/custody-denials/{denial.pk}/end/"
    ida = live_school.add_person("Ida", "office")
    assert post(live_school.owner, live_school, end, {"reason": "New order"}).status_code == 302
    page = get(live_school.owner, live_school, f"{FAMILIES}{family.pk}/").content.decode()
    assert "Custody: Lambert Vandersteen may not pick up" in page  # until a second person agrees
    [asked] = rows_of(live_school, Widening)
    assert post(ida, live_school, f"people/widenings/{asked.pk}/confirm/", {}).status_code == 302
    page = get(live_school.owner, live_school, f"{FAMILIES}{family.pk}/").content.decode()
    assert "Custody:" not in page


def test_contacts_and_households_are_kept_through_pages(live_school, family):
    owner = live_school.owner
    student = rows_of(live_school, Student)[0]
    contact = {"name": "Kalliope", "phone": "919 555 0107", "is_emergency": "on"}
    where = f"people/students/{student.pk}/"
    assert post(owner, live_school, f"{where}contacts/create/", contact).status_code == 302
    assert rows_of(live_school, Contact)[0].family_id == family.pk
    with live_school.inside(owner):
        other = make_family(live_school, "Vandersteen")
    second = {"family": str(other.pk), "starts_on": "2026-05-01", "share_percent": "40", "lives_with": "on"}
    too_much = post(owner, live_school, f"{where}households/create/", second)
    assert "140 percent together" in too_much.content.decode()
    first = rows_of(live_school, Household)[0]
    shares = {"lives_with": "on", "share_percent": "60", "is_billed_by_default": "on"}
    assert post(owner, live_school, f"people/households/{first.pk}/edit/", shares).status_code == 302
    assert post(owner, live_school, f"{where}households/create/", second).status_code == 302
    assert sorted(row.share_percent for row in rows_of(live_school, Household)) == [40, 60]


def test_every_page_about_a_family_opens_for_its_owner_and_for_nobody_elses(live_school, family):
    from tests.schools import open_school  # noqa: PLC0415

    other = open_school("atelier", "Atelier")
    student, guardian = rows_of(live_school, Student)[0], rows_of(live_school, Guardian)[0]
    pair, household = rows_of(live_school, Guardianship)[0], rows_of(live_school, Household)[0]
    with live_school.inside(live_school.owner):
        denial = record_custody_denial(
            student=student, guardian=guardian, evidence="Order", by=live_school.owner.actor, at=NOON
        )
    of_family = ["", "edit/", "students/create/", "guardians/create/", "note/"]
    of_student = ["edit/", "birth-date/", "care-notes/", "contacts/create/", "households/create/"]
    of_guardian = ["edit/", "invite/", "address/"]
    pages = [
        *(f"{FAMILIES}{family.pk}/{end}" for end in of_family),
        *(f"people/students/{student.pk}/{end}" for end in [*of_student, "custody-denials/create/"]),
        *(f"people/guardians/{guardian.pk}/{end}" for end in of_guardian),
        f"people/guardians/rights/{pair.pk}/",
        f"people/households/{household.pk}/edit/",
        f"people/households/{household.pk}/remove/",
        f"people/custody-denials/{denial.pk}/end/",
    ]
    assert {page: get(live_school.owner, live_school, page).status_code for page in pages} == dict.fromkeys(
        pages, 200
    )
    assert {page: get(other.owner, other, page).status_code for page in pages} == dict.fromkeys(pages, 404)


def test_an_instructor_finds_no_family_page(live_school, family):
    teacher = live_school.add_person("Marisol", "instructor")
    assert get(teacher, live_school, FAMILIES).status_code == 404
    assert get(teacher, live_school, f"{FAMILIES}{family.pk}/").status_code == 404
