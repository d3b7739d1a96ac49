"""The letters about a student coming of age: before and on the day, and no name in them."""

from __future__ import annotations

from typing import Any

from django.core import mail

from museminder.domain.people.actions.contacts import add_contact
from museminder.domain.people.models import Guardianship, Student
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives import clock
from museminder.primitives.ages import birthday_in
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.sites.member.billing.paying import work


def test_whoever_saw_the_student_is_told_on_the_day_and_once(live_school: School) -> None:
    maria = live_school.add_person("Maria", "guardian")
    today = clock.now().date()
    grown, small = birthday_in(today, today.year - 19), birthday_in(today, today.year - 9)
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Delacroix")
        make_guardian(live_school, family, "Maria", maria, email="maria@example.com")
        theo = make_student(live_school, family, "Theodore", birth_date=grown)
        by: dict[str, Any] = {"by": live_school.owner.actor, "at": clock.now()}
        add_contact(student=theo, name="Theo", email="theo@example.com", relationship="Self", **by)
        make_student(live_school, family, "Wilhelmina", birth_date=small)
        enqueue("people.look_at_birth_dates")
    for _ in range(2):
        work()
    with live_school.inside(maria):
        seen = list(Student.objects.values_list("first_name", flat=True))
        rights = Guardianship.objects.count()
    [letter] = [each for each in mail.outbox if "of age" in each.subject]
    [own] = [each for each in mail.outbox if "you decide alone" in each.subject]

    assert (letter.to, seen, rights) == (["maria@example.com"], ["Wilhelmina"], 1)
    assert "decides alone" in letter.body
    assert (own.to, "Your guardians see nothing" in own.body) == (["theo@example.com"], True)
    assert [
        name for name in ("Theodore", "Wilhelmina") if name in letter.subject + letter.body + own.body
    ] == []
