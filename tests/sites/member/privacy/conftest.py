"""A family with one child, whose birth date and care notes are known, and a guardian who can sign in."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from museminder.domain.people.models import Student
from museminder.foundation.identity.models import Account
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School


@dataclass(frozen=True)
class Home:
    """Maria and her son."""

    school: School
    maria: Person
    theodore: Student


@pytest.fixture
def home(live_school: School) -> Home:
    maria = live_school.add_person("Maria Delacroix", "guardian")
    account = Account.objects.using("owner").get(pk=maria.account_id)
    account.set_unusable_password()  # nothing to show again before something grave
    account.save(using="owner")
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Delacroix")
        make_guardian(live_school, family, "Maria", maria, is_account_principal=True)
        born = NOON.date().replace(year=2016)
        theodore = make_student(live_school, family, "Theodore", birth_date=born, care_notes="Bees")
    return Home(live_school, maria, theodore)
