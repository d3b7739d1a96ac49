"""What a member may see, as the database works it out when they come in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connections, transaction

from museminder.domain.people.actions.custody_denials import end_custody_denial, record_custody_denial
from museminder.domain.people.actions.guardians import deactivate_guardian, set_rights
from museminder.domain.people.actions.households import end_household, place_in_family
from museminder.domain.people.models import Contact, Family, Guardian, Guardianship, Household, Student
from tests.factories.people import SINCE, make_family, make_guardian, make_student
from tests.schools import NOON

JUST_NOW = datetime.now(UTC) - timedelta(minutes=1)


@pytest.fixture
def mother(school):
    return school.add_person("Eleftheria Papadimitriou", "guardian")


@pytest.fixture
def father(school):
    return school.add_person("Joris Vandersteen", "guardian")


@pytest.fixture
def two_households(school, mother, father):
    """Three siblings; Theodore's costs are shared 60 to 40 by two families."""
    with school.inside(school.owner):
        hers, his = make_family(school, "Papadimitriou"), make_family(school, "Vandersteen")
        make_guardian(school, hers, "Eleftheria", mother)
        make_guardian(school, his, "Joris", father)
        anneliese = make_student(school, hers, "Anneliese")
        theodore = make_student(school, hers, "Theodore", share_percent=60)
        wilhelmina = make_student(school, hers, "Wilhelmina")
        place_in_family(
            student=theodore, family=his, starts_on=SINCE, share_percent=40, by=school.owner.actor, at=NOON
        )
    return hers, his, anneliese, theodore, wilhelmina


def names_seen(school, person):
    with school.inside(person):
        return (
            sorted(Family.objects.values_list("name", flat=True)),
            sorted(Student.objects.values_list("first_name", flat=True)),
        )


def test_three_siblings_in_two_households_are_seen_by_whom_they_belong_to(school, two_households, mother, father):
    assert names_seen(school, mother) == (["Papadimitriou"], ["Anneliese", "Theodore", "Wilhelmina"])
    assert names_seen(school, father) == (["Vandersteen"], ["Theodore"])


def test_a_guardian_sees_the_own_record_and_rights_and_not_the_other_household(school, two_households, father):
    _, his, _, theodore, _ = two_households
    with school.inside(father):
        assert list(Guardian.objects.values_list("first_name", flat=True)) == ["Joris"]
        assert list(Guardianship.objects.values_list("student_id", flat=True)) == [theodore.pk]
        rows = Household.objects.values_list("family_id", "student_id", "share_percent")
        assert list(rows) == [(his.pk, theodore.pk, 40)]


def test_contacts_named_by_the_other_household_are_not_seen(school, two_households, mother, father):
    hers, _, _, theodore, _ = two_households
    with school.inside(school.owner):
        Contact.objects.create(student=theodore, family=hers, name="Kalliope", phone="919 555 0107")
    with school.inside(mother):
        assert list(Contact.objects.values_list("name", flat=True)) == ["Kalliope"]
    with school.inside(father):
        assert list(Contact.objects.all()) == []


def test_a_custody_order_hides_the_student_at_the_next_click_and_ends_as_fast(school, two_households, father):
    _, his, _, theodore, _ = two_households
    joris = his_guardian(school, his)
    with school.inside(school.owner):
        denial = record_custody_denial(
            student=theodore, guardian=joris, evidence="Superior Court", by=school.owner.actor, at=JUST_NOW
        )
    assert names_seen(school, father) == ([], [])
    with school.inside(father):
        assert Guardianship.objects.count() == 0
    with school.inside(school.owner):
        end_custody_denial(denial_id=denial.pk, reason="New order", by=school.owner.actor, at=JUST_NOW)
    assert names_seen(school, father) == (["Vandersteen"], ["Theodore"])


def test_an_order_about_one_sibling_leaves_the_others(school, two_households, mother):
    hers, _, _, theodore, _ = two_households
    eleftheria = his_guardian(school, hers)
    with school.inside(school.owner):
        record_custody_denial(
            student=theodore, guardian=eleftheria, evidence="Order", by=school.owner.actor, at=JUST_NOW
        )
    assert names_seen(school, mother) == (["Papadimitriou"], ["Anneliese", "Wilhelmina"])


def test_an_order_that_begins_tomorrow_holds_from_tomorrow(school, two_households, father):
    _, his, _, theodore, _ = two_households
    joris = his_guardian(school, his)
    with school.inside(school.owner):
        record_custody_denial(
            student=theodore,
            guardian=joris,
            evidence="Order",
            starts_at=datetime.now(UTC) + timedelta(days=1),
            by=school.owner.actor,
            at=JUST_NOW,
        )
    assert names_seen(school, father) == (["Vandersteen"], ["Theodore"])


def test_a_denial_of_a_guardian_beats_the_same_persons_role_on_the_office_site(school, two_households):
    _, his, _, theodore, _ = two_households
    teacher = school.add_person("Lambert Vandersteen", "office")
    with school.inside(school.owner):
        lambert = make_guardian(school, his, "Lambert", teacher)
    assert names_seen(school, teacher)[1] == ["Anneliese", "Theodore", "Wilhelmina"]
    with school.inside(school.owner):
        record_custody_denial(
            student=theodore, guardian=lambert, evidence="Order", by=school.owner.actor, at=JUST_NOW
        )
    assert names_seen(school, teacher)[1] == ["Anneliese", "Wilhelmina"]


def test_a_payer_who_may_not_see_has_the_family_and_no_student(school, two_households, father):
    _, his, _, theodore, _ = two_households
    with school.inside(school.owner):
        joris = Guardian.objects.get(family=his)
        set_rights(guardian=joris, student=theodore, sees=False, by=school.owner.actor, at=NOON)
    assert names_seen(school, father) == (["Vandersteen"], [])


def test_a_guardian_who_neither_sees_nor_pays_has_nothing_unless_billed(school, two_households, father):
    _, his, _, theodore, _ = two_households
    with school.inside(school.owner):
        joris = Guardian.objects.get(family=his)
        set_rights(guardian=joris, student=theodore, sees=False, pays=False, by=school.owner.actor, at=NOON)
    assert names_seen(school, father) == ([], [])
    with school.inside(school.owner):
        Guardian.objects.filter(pk=joris.pk).update(is_account_principal=True)
    assert names_seen(school, father) == (["Vandersteen"], [])


def test_a_student_who_left_the_household_is_no_longer_seen(school, two_households, father):
    _, his, _, theodore, _ = two_households
    with school.inside(school.owner):
        household = Household.objects.get(family=his, student=theodore)
        end_household(household_id=household.pk, last_day=date(2026, 1, 31), by=school.owner.actor, at=NOON)
    assert names_seen(school, father) == ([], [])


def test_a_guardian_who_left_sees_nothing(school, two_households, father):
    _, his, *_ = two_households
    with school.inside(school.owner):
        joris = Guardian.objects.get(family=his)
        deactivate_guardian(guardian_id=joris.pk, by=school.owner.actor, at=NOON)
    assert names_seen(school, father) == ([], [])


def test_a_student_login_sees_the_own_record_and_no_family(school, two_households):
    anneliese = two_households[2]
    login = school.add_person("Anneliese", "student")
    with school.inside(school.owner):
        Student.objects.filter(pk=anneliese.pk).update(
            membership_id=login.membership_id, account_id=login.account_id, is_adult=True
        )
    assert names_seen(school, login) == ([], ["Anneliese"])


def test_a_guardian_who_is_one_in_two_families_sees_both(school, two_households, mother):
    _, his, *_ = two_households
    with school.inside(school.owner):
        make_guardian(school, his, "Eleftheria", mother)
    families, students = names_seen(school, mother)
    assert (families, students) == (
        ["Papadimitriou", "Vandersteen"],
        ["Anneliese", "Theodore", "Wilhelmina"],
    )


def test_an_instructor_without_a_class_sees_no_student_and_no_family(school, two_households):
    teacher = school.add_person("Marisol Etxeberria", "instructor")
    assert names_seen(school, teacher) == ([], [])
    with school.inside(teacher):
        assert (Guardian.objects.count(), Contact.objects.count(), Household.objects.count()) == (0, 0, 0)


def test_a_member_cannot_change_what_is_the_offices(school, two_households, father):
    _, his, *_ = two_households
    with school.inside(father):
        assert Guardian.objects.update(mobile_phone="919 555 0100", version=2) == 1
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with refused, transaction.atomic(using="member"), connections["member"].cursor() as cursor:
            cursor.execute("update people_guardian set is_account_principal = true")


def his_guardian(school, family):
    with school.inside(school.owner):
        return Guardian.objects.get(family=family)
