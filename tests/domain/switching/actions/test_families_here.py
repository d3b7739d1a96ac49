"""Families are found again, also when two were made one."""

from __future__ import annotations

from museminder.domain.people.models import Family, Guardian
from tests.domain.switching.actions.importing import brought, students
from tests.schools import School

ADA = "Ada,Fox,02/13/2015,f1,,Bea,Fox,,"


def test_a_family_merged_into_another_gets_what_the_list_adds(studio: School) -> None:
    brought(studio, students(ADA))
    kept = Family.objects.create(name="Fox-Reyes")
    Family.objects.filter(name="Fox").update(merged_into=kept)
    brought(studio, students(ADA.replace("Bea,Fox", "Carl,Fox")))
    assert Guardian.objects.get(first_name="Carl").family_id == kept.pk


def test_a_child_without_family_id_is_updated_where_it_lives(studio: School) -> None:
    alone = ADA.replace(",f1,", ",,")
    brought(studio, students(alone))
    brought(studio, students(alone.replace("Bea,Fox,,", "Bea,Fox,bea@example.org,")))
    assert (Family.objects.count(), Guardian.objects.get().email) == (1, "bea@example.org")
