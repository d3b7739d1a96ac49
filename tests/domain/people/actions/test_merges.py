"""Two records become one, and two again."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models

from museminder.domain.attendance.models import MakeUpCredit
from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.actions.credits import give_credit
from museminder.domain.billing.models import Credit, FamilyAccount
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.people.actions.contacts import add_contact
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.merges import merge_records, preview_merge, undo_merge
from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import (
    Contact,
    CustodyDenial,
    Family,
    Guardian,
    Guardianship,
    Household,
    Merge,
    Student,
)
from museminder.foundation.audit.models import Change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.fields import Sealed
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.counting import tables_of_the_office
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON

SEPTEMBER = date(2026, 9, 1)


def every_row():
    """All rows of all studio tables the office reads, but the history and the merges themselves."""
    return {
        (model._meta.label, str(row["id"])): {name: _value(value) for name, value in row.items()}
        for model in tables_of_the_office()
        if model not in (Change, Merge)
        for row in model.objects.values()
    }


def _value(value):
    return value.data if isinstance(value, Sealed) else value


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


@pytest.fixture
def two_families(studio, actor):
    """The same family entered twice: Anneliese in both, each with something the other lacks."""
    first, second = make_family(studio, "Papadimitriou"), make_family(studio, "Papadimitriu")
    make_guardian(studio, first, "Eleftheria", email="eleftheria@example.com")
    mother = make_guardian(studio, second, "Eleftheria", mobile_phone="919 555 0107")
    anneliese = make_student(studio, first, "Anneliese", "Papadimitriou")
    again = make_student(studio, second, "Anneliese", "Papadimitriu", birth_date=date(2012, 3, 4))
    add_contact(student=again, family=second, name="Kalliope", **actor)
    record_custody_denial(student=again, person_name="Lambert", evidence="Order", **actor)
    MakeUpCredit.objects.create(student=again, granted_on=SEPTEMBER)
    enroll_student(student=again, offering=make_offering(), starts_on=SEPTEMBER, **actor)
    assert mother.family == second
    return first, second, anneliese, again


@pytest.mark.parametrize("kind", ["family", "student"])
def test_merging_and_undoing_leaves_every_row_as_it_was(two_families, actor, kind):
    first, second, anneliese, again = two_families
    kept, merged = (first, second) if kind == "family" else (anneliese, again)
    before = every_row()
    merge = merge_records(kind=kind, kept_id=kept.pk, merged_id=merged.pk, **actor)
    assert every_row() != before
    assert undo_merge(merge_id=merge.pk, **actor) == []
    assert every_row() == before


def test_everything_of_a_merged_student_belongs_to_the_kept_one(two_families, actor):
    _, _, anneliese, again = two_families
    merge_records(kind="student", kept_id=anneliese.pk, merged_id=again.pk, **actor)
    for model in (Contact, CustodyDenial, MakeUpCredit, Enrollment):
        assert list(model.objects.values_list("student_id", flat=True)) == [anneliese.pk]
    merged = Student.objects.get(pk=again.pk)
    assert (merged.merged_into_id, merged.is_active) == (anneliese.pk, False)
    households = Household.objects.filter(student=anneliese).order_by("id")
    assert list(households.values_list("share_percent", "is_billed_by_default")) == [(100, True), (0, False)]
    kept = Student.objects.get(pk=anneliese.pk)
    opened = reveal([kept], ["birth_date"], purpose=Purpose.LESSON, **actor)
    assert opened[kept.pk] == {"birth_date": date(2012, 3, 4)}


def test_everything_of_a_merged_family_belongs_to_the_kept_one(two_families, actor):
    first, second, anneliese, again = two_families
    merge_records(kind="family", kept_id=first.pk, merged_id=second.pk, **actor)
    for model in (Guardian, Household, Contact, FamilyAccount):
        assert set(model.objects.values_list("family_id", flat=True)) == {first.pk}
    assert set(Household.objects.values_list("student_id", flat=True)) == {anneliese.pk, again.pk}
    assert Family.objects.get(pk=second.pk).merged_into_id == first.pk


def test_a_merge_counts_what_it_would_move_and_moves_nothing_yet(two_families, actor):
    _, _, anneliese, again = two_families
    before = every_row()
    preview = preview_merge(kind="student", kept_id=anneliese.pk, merged_id=again.pk, **actor)
    assert preview.moved["contact"] == 1
    assert preview.moved["enrollment"] == 1
    assert preview.moved["participation"] == 4
    assert preview.stayed == {}
    assert every_row() == before


def test_siblings_in_both_families_keep_one_household(studio, actor):
    first, second = make_family(studio, "Vega"), make_family(studio, "Vega")
    ana = make_student(studio, first, "Ana", share_percent=50)
    Household.objects.create(
        student=ana, family=second, share_percent=50, starts_on=SEPTEMBER, is_billed_by_default=False
    )
    before = every_row()
    merge = merge_records(kind="family", kept_id=second.pk, merged_id=first.pk, **actor)
    rows = Household.objects.order_by("starts_on").values_list("family_id", "is_billed_by_default", "until")
    assert list(rows) == [(first.pk, False, date(2025, 9, 1)), (second.pk, True, None)]
    undo_merge(merge_id=merge.pk, **actor)
    assert every_row() == before


def test_the_same_person_in_both_families_keeps_seeing_the_children(school):
    ana_vega = school.add_person("Ana Vega", "guardian")
    actor = {"by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        first, second = make_family(school, "Vega"), make_family(school, "Vega")
        make_guardian(school, first, "Ana", ana_vega)
        make_guardian(school, second, "Ana", ana_vega)
        make_student(school, second, "Luz")
        before = every_row()
        merge = merge_records(kind="family", kept_id=first.pk, merged_id=second.pk, **actor)
        kept = Guardian.objects.get(family=first)
        assert list(Guardianship.objects.values_list("guardian_id", flat=True)) == [kept.pk]
    with school.inside(ana_vega):
        assert list(Student.objects.values_list("first_name", flat=True)) == ["Luz"]
        assert list(Family.objects.values_list("id", flat=True)) == [first.pk]
    with school.inside(school.owner):
        undo_merge(merge_id=merge.pk, **actor)
        assert every_row() == before


def test_who_signs_in_as_the_merged_guardian_stands_for_the_kept_one(school):
    person = school.add_person("Eleftheria", "guardian")
    actor = {"by": school.owner.actor, "at": NOON}
    with school.inside(school.owner):
        family = make_family(school)
        kept = make_guardian(school, family, "Eleftheria", email="e@example.com")
        merged = make_guardian(school, family, "Eleftheria", person, mobile_phone="919 555 0107")
        make_student(school, family, "Anneliese")
        before = every_row()
        merge = merge_records(kind="guardian", kept_id=kept.pk, merged_id=merged.pk, **actor)
        row = Guardian.objects.get(pk=kept.pk)
        assert (row.email, row.mobile_phone, row.account_id) == (
            "e@example.com",
            "919 555 0107",
            person.account_id,
        )
    with school.inside(person):
        assert list(Student.objects.values_list("first_name", flat=True)) == ["Anneliese"]
    with school.inside(school.owner):
        undo_merge(merge_id=merge.pk, **actor)
        assert every_row() == before


def test_what_changed_since_stays_and_is_listed(two_families, actor):
    _, _, anneliese, again = two_families
    merge = merge_records(kind="student", kept_id=anneliese.pk, merged_id=again.pk, **actor)
    change_student(student_id=anneliese.pk, birth_date=date(2012, 3, 5), **actor)
    Contact.objects.all().delete()
    stays = undo_merge(merge_id=merge.pk, **actor)
    assert sorted((label, column) for label, column, _row in stays) == [
        ("people.Contact", "student_id"),
        ("people.Student", "birth_date"),
    ]
    assert Student.objects.get(pk=again.pk).merged_into_id is None


def test_families_who_both_have_money_in_the_ledger_keep_every_entry(studio, actor):
    first, second = make_family(studio), make_family(studio)
    for family in (first, second):
        account = open_family_account(family_id=family.pk)
        give_credit(family_account=account, amount=500, reason="Kindness", on=SEPTEMBER, **actor)
    before = every_row()
    seen = preview_merge(kind="family", kept_id=first.pk, merged_id=second.pk, **actor)
    assert (seen.moved["family account"], seen.stayed) == (1, {})
    merge = merge_records(kind="family", kept_id=first.pk, merged_id=second.pk, **actor)
    assert sorted(FamilyAccount.objects.values_list("family_id", flat=True)) == [first.pk, first.pk]
    assert list(FamilyAccount.objects.filter(continued_by=None)) == [open_family_account(family_id=first.pk)]
    assert undo_merge(merge_id=merge.pk, **actor) == []
    assert every_row() == before


def test_the_money_of_one_family_comes_along(studio, actor):
    first, second = make_family(studio), make_family(studio)
    account = open_family_account(family_id=second.pk)
    give_credit(family_account=account, amount=500, reason="Kindness", on=SEPTEMBER, **actor)
    merge_records(kind="family", kept_id=first.pk, merged_id=second.pk, **actor)
    assert open_family_account(family_id=first.pk) == account
    assert Credit.objects.get().family_account_id == account.pk


def test_impossible_merges_are_refused(studio, actor):
    first, second = make_family(studio), make_family(studio)
    one, other = make_guardian(studio, first, "Ana"), make_guardian(studio, second, "Ana")
    with pytest.raises(Refused, match="two different"):
        merge_records(kind="family", kept_id=first.pk, merged_id=first.pk, **actor)
    with pytest.raises(Refused, match="Merge the families first"):
        merge_records(kind="guardian", kept_id=one.pk, merged_id=other.pk, **actor)
    merge = merge_records(kind="family", kept_id=first.pk, merged_id=second.pk, **actor)
    with pytest.raises(Refused, match="merged into another"):
        merge_records(kind="family", kept_id=first.pk, merged_id=second.pk, **actor)
    undo_merge(merge_id=merge.pk, **actor)
    with pytest.raises(Refused, match="undone already"):
        undo_merge(merge_id=merge.pk, **actor)


def test_no_column_that_can_name_a_person_is_forgotten():
    from museminder.domain.people.queries.references import references_to  # noqa: PLC0415

    columns = {f"{each.model._meta.label}.{each.field.name}" for each in references_to(Student)}
    foreign_keys = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model is Student
        and field.name != "merged_into"
    }
    # A photograph is sealed under the key of its own student: it stays, and is shown on the kept record.
    assert foreign_keys - columns == {"people.StudentPhotograph.student"}
    assert {
        "people.Household.student",
        "enrollment.Participation.student",
        "billing.Charge.student_id",
    } <= columns
