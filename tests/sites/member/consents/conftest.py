"""A guardian of two children, one of whom another guardian decides about, and a partner that answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_django import Settings

from museminder.domain.people.models import Guardianship, Student
from tests.counterparts.certificates import TestCertificates
from tests.counterparts.fixtures import (  # noqa: F401
    certificates,
    counterpart,
    instead_of_stripe,
    one_counterpart,
    receiver,
    studio_account,
)
from tests.counterparts.partner import RunningPartner, running_partner
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import Person, School

PRESSED = "0b8f6f0e-5a55-4c1d-9d53-0f3c3c0c41a7"  # one press of a button, however often it is sent


@dataclass(frozen=True)
class Asking:
    """Maria asks for Theodore; about Wilhelmina somebody else decides."""

    school: School
    guardian: Person
    theodore: Student
    wilhelmina: Student
    partner: RunningPartner


@pytest.fixture
def asking(live_school: School, certificates: TestCertificates, settings: Settings) -> Iterator[Asking]:  # noqa: F811
    maria = live_school.add_person("Maria Delacroix", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Delacroix")
        facts = {"is_account_principal": True, "email": "maria@example.com"}
        make_guardian(live_school, family, "Maria", maria, **facts)
        theodore = make_student(live_school, family, "Theodore", instrument="Cello")
        wilhelmina = make_student(live_school, family, "Wilhelmina")
        Guardianship.objects.filter(student=wilhelmina).update(may_consent=False)
    with running_partner(certificates, settings) as partner:
        yield Asking(live_school, maria, theodore, wilhelmina, partner)
