"""17. Opening what is sealed about 51 children in an hour: the 51st is held, whoever asks, and the owner is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connections

from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.people.models import StaffMember
from museminder.domain.privacy.models import HeldReveal
from museminder.domain.privacy.tasks import tell_owners_of_held_reveal
from museminder.foundation.tenancy import context, jobs
from museminder.foundation.vault.access_log.entries import Action, write_down
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.clock import now
from tests.browsing import get, post
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_staff_member, make_student
from tests.schools import NOON, Person, School
from tests.vaults import Vault


@pytest.fixture
def children(live_school: School) -> list[Any]:
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        return [
            make_student(live_school, family, name, care_notes="Carries an inhaler")
            for name in ("Luz", "Sol")
        ]


def looked_at(school: School, person: Person, count: int) -> None:
    """Somebody has opened what is sealed about as many others, one after another."""
    for _each in range(count):
        write_down(
            studio_id=school.studio_id,
            account_id=person.account_id,
            action=Action.REVEALED,
            purpose=Purpose.LESSON,
            fields=["people.student.care_notes"],
            subjects=[uuid4()],
            at=now(),
        )


def ask(school: School, person: Person, child: Any) -> Any:
    where = f"people/students/{child.pk}/care-notes/"
    return post(person, school, where, {f"care_notes-{child.pk}-purpose": "lesson"})


def teaches(school: School, person: Person, children: list[Any]) -> None:
    with school.inside(school.owner):
        teacher = make_staff_member(school, "Marisol", person)
        today = datetime.now(UTC).replace(hour=16)
        offering = make_offering(instructor=teacher, first=today)
        for child in children:
            enroll_student(
                student=child, offering=offering, starts_on=today.date(), by=school.owner.actor, at=NOON
            )


@pytest.mark.parametrize("role", ["office", "instructor"])
def test_the_fifty_first_child_is_held(
    live_school: School, children: list[Any], vault: Vault, role: str
) -> None:
    person = live_school.add_person("Marisol", role)
    if role == "instructor":
        teaches(live_school, person, children)
    looked_at(live_school, person, 49)
    fiftieth, held, again = (ask(live_school, person, child) for child in (*children, children[0]))
    page = held.content.decode()
    [entry] = [each for each in vault.new_entries() if each.action == Action.HELD]
    today = get(live_school.owner, live_school, "").content.decode()
    desk = get(live_school.owner, live_school, "privacy/reveals/").content.decode()

    assert (fiftieth.status_code, held.status_code, again.status_code) == (200, 429, 200)
    assert ("Carries an inhaler" in fiftieth.content.decode(), "inhaler" in page) == (True, False)
    assert [each in page for each in ("Nothing was opened.", "You can ask again at", "ask the owner")] == [
        True
    ] * 3
    assert 0 < int(held.headers["Retry-After"]) <= 3600
    assert (entry.account_id, entry.subjects, entry.purpose) == (
        person.account_id,
        (children[1].pk,),
        "lesson",
    )
    assert "1 look at sealed information was held back" in today
    assert ("Marisol" in desk, "Sol" in desk) == (True, False)
    assert get(person, live_school, "privacy/reveals/").status_code == 404
    tell(live_school)
    [letter] = mail.outbox
    assert (letter.to, "privacy/reveals/" in letter.body) == (["honora@example.com"], True)
    assert [name in f"{letter.body} {letter.subject}" for name in ("Luz", "Sol", "inhaler")] == [False] * 3


def tell(school: School) -> None:
    """Do the job as the worker does: claimed, with a capability of its own."""
    with school.inside(school.owner):
        StaffMember.objects.filter(account_id=school.owner.account_id).delete()
        make_staff_member(school, "Honora", school.owner)
        StaffMember.objects.filter(account_id=school.owner.account_id).update(email="honora@example.com")
        held = HeldReveal.objects.get()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing' where task_name = 'privacy.tell_owners_of_held_reveal'"
            " returning id"
        )
        job = cursor.fetchone()[0]
    with context.site("worker"), jobs._claimed(job, school.studio_id):
        tell_owners_of_held_reveal.func.__wrapped__(held_id=str(held.pk))


def said(reason: str) -> dict[str, str]:
    return {"reason": reason, "idempotency_key": str(uuid4())}


def test_an_owner_allows_it_once_and_nobody_their_own(
    live_school: School, children: list[Any], vault: Vault
) -> None:
    person = live_school.add_person("Marisol", "owner")
    looked_at(live_school, person, 50)
    assert ask(live_school, person, children[0]).status_code == 429
    with live_school.inside(live_school.owner):
        held = HeldReveal.objects.get()
    where = f"privacy/reveals/{held.pk}/allowances/create/"
    answers = [
        post(person, live_school, where, said("I want to")),
        post(live_school.owner, live_school, where, said("")),
        post(live_school.owner, live_school, where, said("The bus is waiting")),
        post(live_school.owner, live_school, where, said("Once more")),
    ]
    opened = [ask(live_school, person, child).status_code for child in (children[1], *[children[0]] * 2)]
    actions = [each.action for each in vault.new_entries() if children[0].pk in each.subjects]
    desk = get(live_school.owner, live_school, "privacy/reveals/").content.decode()

    assert [each.status_code for each in answers] == [422, 422, 302, 422]
    assert opened == [429, 200, 429]
    assert actions == ["held", "allowed", "revealed", "held"]
    assert "The bus is waiting" in desk
