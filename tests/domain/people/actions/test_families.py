"""Families come, change and leave."""

from datetime import date

import pytest

from museminder.domain.people.actions.families import (
    change_family,
    deactivate_family,
    reactivate_family,
    register_family,
)
from museminder.domain.people.actions.households import place_in_family
from museminder.domain.people.models import Family, Student
from museminder.foundation.audit.recording import trail_of
from museminder.foundation.identity.rules import Refused
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.factories.people import SINCE, make_family, make_student
from tests.schools import NOON


@pytest.fixture
def actor(studio):
    return {"by": studio.owner.actor, "at": NOON}


def test_a_family_is_with_us_from_today_on_unless_it_came_earlier(actor):
    assert register_family(name=" Vega ", **actor).started_on == NOON.date()
    family = register_family(name="Peña", started_on=SINCE, note="Speaks Basque", **actor)
    assert (family.name, family.name_key, family.started_on) == ("Peña", "pena", SINCE)
    opened = reveal(
        [Family.objects.get(pk=family.pk)], ["note"], purpose=Purpose.CORRECTING_THE_RECORD, **actor
    )
    assert opened[family.pk] == {"note": "Speaks Basque"}


def test_a_changed_name_is_found_by_its_new_letters(studio, actor):
    family = change_family(family_id=make_family(studio).pk, name="O’Neill", **actor)
    assert (family.name_key, family.version) == ("oneill", 2)
    assert [entry.details for entry in trail_of(family)][-1] == {"fields": ["name"]}


def test_who_leaves_takes_only_the_children_nobody_else_has(studio, actor):
    hers, his = make_family(studio, "Papadimitriou"), make_family(studio, "Vandersteen")
    make_student(studio, hers, "Anneliese")
    theodore = make_student(studio, hers, "Theodore", share_percent=60)
    place_in_family(student=theodore, family=his, starts_on=SINCE, share_percent=40, **actor)
    deactivate_family(family_id=hers.pk, note="Moved", **actor)
    assert dict(Student.objects.values_list("first_name", "is_active")) == {
        "Anneliese": False,
        "Theodore": True,
    }
    back = reactivate_family(family_id=hers.pk, **actor)
    assert back.is_active


def test_a_name_of_nothing_or_of_a_card_is_refused(actor):
    with pytest.raises(Refused):
        register_family(name="4242424242424242", **actor)
    assert Family.objects.count() == 0


def test_dates_are_days_of_the_studio(actor):
    family = register_family(name="Vega", started_on=date(2020, 2, 29), **actor)
    assert Family.objects.get(pk=family.pk).started_on == date(2020, 2, 29)
