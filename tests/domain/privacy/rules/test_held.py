"""Which tables speak of a student: none with a student in it is forgotten."""

from __future__ import annotations

from django.apps import apps

from museminder.domain.people.models import Student
from museminder.domain.privacy.rules.held import tables_about_students
from museminder.foundation.tenancy.models import StudioOwned

# A sentence for each table that names a student and yet holds nothing about one.
NOT_ABOUT_A_STUDENT: dict[str, str] = {}


def test_every_table_that_names_a_student_is_among_them() -> None:
    known = {table.label for table in tables_about_students()}
    naming = {
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, StudioOwned)
        for field in model._meta.local_fields
        if field.name != "merged_into"
        and (field.related_model is Student or field.name in {"student", "student_id"})
    }
    assert naming - known == set(NOT_ABOUT_A_STUDENT)
    assert len(naming) == 19


def test_how_to_reach_others_is_no_information_about_the_child() -> None:
    [contact] = [table for table in tables_about_students() if table.label == "people.Contact"]
    assert [field.name for field in contact.personal_fields] == [
        "relationship",
        "is_emergency",
        "may_pick_up",
    ]
