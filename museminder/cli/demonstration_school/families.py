"""Families of any shape: three siblings, two households, a custody order, adults who learn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from museminder.cli.demonstration_school.accounts import make_member, open_sign_in
from museminder.cli.demonstration_school.names import CHILDREN, FAMILY_NAMES, GUARDIANS, STREETS
from museminder.cli.demonstration_school.stage import Stage
from museminder.domain.people.actions.contacts import add_contact
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.actions.families import register_family
from museminder.domain.people.actions.guardians import add_guardian, link_guardian, set_rights
from museminder.domain.people.actions.households import change_household, place_in_family
from museminder.domain.people.actions.students import add_student
from museminder.domain.people.models import Household

SINCE = timedelta(days=60)


def register_families(stage: Stage, count: int) -> None:
    """The two families of the story first, then as many ordinary ones as were asked for."""
    _two_households(stage)
    for number in range(count - 2):
        _ordinary(stage, number)


def _birth_date(stage: Stage, youngest: int, oldest: int) -> date:
    days = stage.random.randint(youngest * 365, oldest * 365)
    return stage.today - timedelta(days=days)


def _address(stage: Stage) -> dict[str, str]:
    street = f"{stage.random.randint(1, 240)} {stage.random.choice(STREETS)}"
    return {"street": street, "city": "Carrboro", "region": "NC", "postal_code": "27510"}


def _student(stage: Stage, family: Any, first: str, born: date, **facts: Any) -> Any:
    student = add_student(
        family=family,
        first_name=first,
        last_name=family.name,
        birth_date=born,
        started_on=stage.today - SINCE,
        since=stage.today - SINCE,
        **stage.who_and_when,
        **facts,
    )
    stage.students.append(student)
    return student


def _guardian(stage: Stage, family: Any, first: str, **facts: Any) -> Any:
    return add_guardian(
        family=family,
        first_name=first,
        last_name=family.name,
        email=f"{first.lower()}.{len(stage.families)}@families.example",
        mobile_phone=f"+1919555{stage.random.randint(100, 9999):04d}",
        address=_address(stage),
        **stage.who_and_when,
        **facts,
    )


def _two_households(stage: Stage) -> None:
    who = stage.who_and_when
    mother = register_family(name="Papadimitriou", **who)
    stage.families.append(mother)
    eleftheria = _guardian(stage, mother, "Eleftheria", is_account_principal=True)
    father = register_family(name="Vandersteen", **who)
    stage.families.append(father)
    joris = _guardian(stage, father, "Joris", is_account_principal=True)
    lambert = _guardian(stage, father, "Lambert")
    for first, born in (
        ("Anneliese", date(2012, 2, 29)),
        ("Theodore", date(2015, 6, 3)),
        ("Wilhelmina", date(2018, 3, 4)),
    ):
        child = _student(stage, mother, first, born)
        if first == "Theodore":
            household = Household.objects.get(student=child, family=mother)
            change_household(
                household_id=household.pk, lives_with=True, share_percent=60, is_billed_by_default=True, **who
            )
            place_in_family(
                student=child,
                family=father,
                starts_on=stage.today - SINCE,
                share_percent=40,
                is_billed_by_default=False,
                **who,
            )
            set_rights(guardian=joris, student=child, relationship="Father", **who)
            record_custody_denial(
                student=child, guardian=lambert, evidence="Court order of Superior Court, February 12", **who
            )
        set_rights(guardian=eleftheria, student=child, relationship="Mother", **who)
        add_contact(
            student=child,
            name="Kalliope Papadimitriou",
            phone="+19195550177",
            relationship="Grandmother",
            may_pick_up=True,
            **who,
        )
    stage.sign_ins.append(
        open_sign_in(
            "guardian",
            "eleftheria@families.example",
            "Eleftheria Papadimitriou",
            password=stage.password,
            at=stage.at,
        )
    )
    membership = make_member("eleftheria@families.example", "Eleftheria Papadimitriou", "guardian", stage.at)
    link_guardian(guardian_id=eleftheria.pk, membership=membership, **who)


def _ordinary(stage: Stage, number: int) -> None:
    name = FAMILY_NAMES[(number + 2) % len(FAMILY_NAMES)]
    if number + 2 >= len(FAMILY_NAMES):
        name = f"{name}-{FAMILY_NAMES[(number * 7) % len(FAMILY_NAMES)].split('-')[0]}"
    family = register_family(name=name, **stage.who_and_when)
    stage.families.append(family)
    if number % 17 == 5:
        _student(stage, family, stage.random.choice(GUARDIANS), _birth_date(stage, 22, 60), is_adult=True)
        return
    _guardian(stage, family, GUARDIANS[number % len(GUARDIANS)], is_account_principal=True)
    if number % 3:
        _guardian(stage, family, GUARDIANS[(number * 5 + 1) % len(GUARDIANS)])
    children = stage.random.choices((1, 2, 3), weights=(6, 4, 1))[0]
    for first in stage.random.sample(CHILDREN, children):
        notes = "Carries an inhaler." if stage.random.random() < 0.06 else None
        _student(stage, family, first, _birth_date(stage, 5, 17), **({"care_notes": notes} if notes else {}))
