"""To Django an ordinary foreign key; in the database and in every join it carries the studio."""

from __future__ import annotations

from django.db import models
from django.db.migrations.writer import MigrationWriter

from museminder.domain.people.models import Family, Household
from museminder.foundation.identity.models import Account, Membership
from museminder.foundation.tenancy.fields import StudioForeignKey, StudioKey, is_composite, studio_field
from museminder.foundation.tenancy.models import Studio
from tests.factories.people import make_family, make_student
from tests.schools import School


def field_of(model, name):
    return model._meta.get_field(name)


def test_a_studios_table_is_known_by_its_key() -> None:
    assert studio_field(Family) is field_of(Family, "studio")
    assert (studio_field(Account), studio_field(Studio)) == (None, None)


def test_only_references_between_studio_tables_are_composite() -> None:
    assert is_composite(field_of(Household, "family"))
    assert not is_composite(field_of(Household, "studio"))
    assert not is_composite(field_of(Membership, "account"))


def test_a_join_carries_the_studio(studio: School) -> None:
    family, household = '"people_family"', '"people_household"'

    joined = str(Household.objects.filter(family__name="Vega").query)

    assert f'{household}."family_id" = {family}."id"' in joined
    assert f'{family}."studio_id" = ({household}."studio_id")' in joined


def test_looking_up_what_is_referred_to_carries_the_studio(school: School) -> None:
    household = Household(studio_id=school.studio_id)

    assert field_of(Household, "family").get_extra_descriptor_filter(household) == {
        "studio_id": school.studio_id
    }


def test_a_reference_leads_there_and_back(studio: School) -> None:
    family = make_family(studio)
    student = make_student(studio, family, "Luz")

    [household] = Household.objects.filter(student=student).select_related("family")

    assert household.family == family
    assert list(family.households.all()) == [household]


def test_migrations_write_it_by_its_class() -> None:
    key, _ = MigrationWriter.serialize(StudioKey())
    reference, _ = MigrationWriter.serialize(
        StudioForeignKey("people.Family", on_delete=models.PROTECT, related_name="+")
    )

    assert key.startswith("museminder.foundation.tenancy.fields.StudioKey(")
    assert reference.startswith("museminder.foundation.tenancy.fields.StudioForeignKey(")
