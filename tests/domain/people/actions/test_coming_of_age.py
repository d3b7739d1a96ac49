"""At 18 the rights pass: on the day, in the studio's time zone, for every household, and only if the date says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connections

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.models import Consent
from museminder.domain.people.actions.coming_of_age import (
    let_rights_pass,
    note_notice,
    schedule_coming_of_age,
)
from museminder.domain.people.actions.guardians import RIGHTS, add_guardian, set_rights
from museminder.domain.people.actions.households import place_in_family
from museminder.domain.people.actions.students import add_student, change_student
from museminder.domain.people.actions.widenings import ask_for_guardian
from museminder.domain.people.models import Family, Guardianship, Student, Widening
from museminder.domain.people.queries.coming_of_age import children
from museminder.foundation.audit.models import Change
from museminder.foundation.vault.purposes import Purpose
from museminder.primitives.actor import PROGRAM
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.vaults import Vault

BORN = date(2008, 2, 29)
# The school's clock is New York's: 1 March begins there at five in the morning of UTC.
BEFORE = datetime(2026, 3, 1, 4, 59, tzinfo=UTC)
ON_THE_DAY = datetime(2026, 3, 1, 5, 0, tzinfo=UTC)


def test_two_households_lose_sight_and_one_may_go_on_paying(school: School, vault: Vault) -> None:
    maria, otto = school.add_person("Maria", "guardian"), school.add_person("Otto", "guardian")
    with school.inside(school.owner):
        first, second = make_family(school, "Delacroix"), make_family(school, "Winter")
        make_guardian(school, first, "Maria", maria, email="maria@example.com")
        make_guardian(school, second, "Otto", otto, email="otto@example.com")
        student = make_student(
            school, first, "Theodore", birth_date=BORN, instrument="Cello", share_percent=50
        )
        by = {"by": school.owner.actor, "at": BEFORE}
        place_in_family(student=student, family=second, starts_on=date(2025, 9, 1), share_percent=50, **by)
        unknown = make_student(school, first, "Unknown")
    with school.inside(maria):
        ask_partner(student_id=student.pk, partner="harbor", by=maria.actor, at=BEFORE)
    with school.inside(school.owner):
        asked = [each.pk for each in children()]
        early = let_rights_pass(student_id=student.pk, by=PROGRAM, at=BEFORE)
        nobody = let_rights_pass(student_id=unknown.pk, by=PROGRAM, at=ON_THE_DAY)
        vault.new_entries()
        grown = let_rights_pass(student_id=student.pk, by=PROGRAM, at=ON_THE_DAY)
        purposes = {entry.purpose for entry in vault.new_entries()}
        again = let_rights_pass(student_id=student.pk, by=PROGRAM, at=ON_THE_DAY)
        left = list(
            Guardianship.objects.filter(student=student).values_list(
                "sees", "may_pick_up", "pays", "may_consent"
            )
        )
        consents = list(Consent.objects.values_list("withdrawn_at", flat=True))
        written = Change.objects.filter(of_id=student.pk, what="people.student.came_of_age").count()
    seen = []
    for guardian in (maria, otto):
        with school.inside(guardian):
            seen.append((Student.objects.filter(pk=student.pk).count(), Family.objects.count()))

    assert (asked, early, nobody, again) == ([student.pk], None, None, None)
    assert (grown is not None and grown.is_adult, purposes) == (True, {Purpose.COMING_OF_AGE})
    assert (consents, written) == ([ON_THE_DAY], 1)
    assert left == [(False, False, True, False)] * 2
    assert seen == [(0, 1), (0, 1)]  # both still pay, and see their families' bills


def waiting() -> list[tuple[str, datetime | None]]:
    with connections["queue"].cursor() as cursor:
        cursor.execute(
            "select task_name, scheduled_at from procrastinate_jobs where task_name like 'people.%' order by id"
        )
        return [tuple(row) for row in cursor.fetchall()]


def planned_days() -> list[tuple[str, datetime | None]]:
    return [each for each in waiting() if each[1] is not None]


def test_letters_and_the_day_are_planned_once_and_a_corrected_date_plans_anew(live_school: School) -> None:
    winter = datetime(2026, 1, 1, 12, tzinfo=UTC)
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Delacroix")
        student = make_student(live_school, family, "Theodore", birth_date=BORN)
        make_student(live_school, family, "Luz", birth_date=date(2010, 2, 28))
        for _ in range(2):
            schedule_coming_of_age(children(), by=PROGRAM, at=winter)
    planned = planned_days()
    with live_school.inside(live_school.owner):
        told = [
            note_notice(student_id=student.pk, by=PROGRAM, at=winter + timedelta(days=days))
            for days in (0, 40, 41)
        ]
        change_student(student_id=student.pk, birth_date=date(2010, 2, 28), by=PROGRAM, at=winter)
        corrected = let_rights_pass(student_id=student.pk, by=PROGRAM, at=ON_THE_DAY)

    assert planned == [
        ("people.tell_of_coming_of_age", datetime(2026, 1, 30, 5, tzinfo=UTC)),
        ("people.let_rights_pass", ON_THE_DAY),
    ]
    assert [each is not None for each in told] == [False, True, False]
    assert (corrected, waiting()[-1][0]) == (None, "people.look_at_birth_date")


def test_a_date_corrected_to_an_earlier_day_is_planned_anew_and_a_student_near_18_at_once(
    live_school: School,
) -> None:
    winter = datetime(2026, 1, 1, 12, tzinfo=UTC)
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Delacroix")
        student = make_student(live_school, family, "Theodore", birth_date=BORN)
        schedule_coming_of_age([student], by=PROGRAM, at=winter)
        earlier = BORN - timedelta(days=10)
        change_student(student_id=student.pk, birth_date=earlier, by=PROGRAM, at=winter)
        schedule_coming_of_age(children(), by=PROGRAM, at=winter)
        facts = {"family": family, "by": PROGRAM, "at": winter}
        add_student(first_name="Near", birth_date=date(2008, 1, 15), **facts)
        add_student(first_name="Small", birth_date=date(2016, 1, 15), **facts)
    days = [moment for name, moment in waiting() if name == "people.let_rights_pass"]
    looks = [name for name, _ in waiting()].count("people.look_at_birth_date")

    assert days == [ON_THE_DAY, ON_THE_DAY - timedelta(days=10)]
    assert looks == 3  # Theodore when added and when corrected, and whoever else is near


PAYS = (False, False, True, False)


def test_whoever_becomes_a_guardian_of_an_adult_may_pay_and_what_waited_ends(live_school: School) -> None:
    maria = live_school.add_person("Maria", "guardian")
    office: dict[str, Any] = {"by": live_school.owner.actor, "at": BEFORE}
    with live_school.inside(live_school.owner):
        family, other = make_family(live_school, "Delacroix"), make_family(live_school, "Winter")
        make_guardian(live_school, family, "Maria", maria, email="maria@example.com")
        theo = make_student(live_school, family, "Theodore", birth_date=BORN)
        luz = make_student(live_school, family, "Luz")
        _held, (waiting, *others) = ask_for_guardian(family=family, first_name="Otto", **office)
        let_rights_pass(student_id=theo.pk, by=PROGRAM, at=ON_THE_DAY)
        states = dict(Widening.objects.values_list("student__first_name", "state"))
        added = add_guardian(family=family, first_name="Late", **office)
        step = add_guardian(family=other, first_name="Step", **office)
        theo.refresh_from_db()
        place_in_family(student=theo, family=other, starts_on=date(2026, 3, 2), share_percent=0, **office)
        given = {
            (pair.guardian.first_name, pair.student.first_name): tuple(
                getattr(pair, right) for right in RIGHTS
            )
            for pair in Guardianship.objects.filter(guardian__in=[added, step])
        }
        said = set_rights(guardian=added, student=theo, sees=True, **office)

    assert (waiting.state, len(others), states) == (
        "waiting",
        1,
        {"Theodore": "refused", "Luz": "waiting"},
    )
    assert given == {
        ("Late", "Theodore"): PAYS,
        ("Late", "Luz"): (True, True, True, True),
        ("Step", "Theodore"): PAYS,
    }
    assert (said.sees, said.may_consent, luz.is_adult) == (True, False, False)
