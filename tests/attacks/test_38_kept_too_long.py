"""Attack 38: years go by. What is too old is gone by itself, what is held is counted, and no log says what it was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connections

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.models import Charge
from museminder.domain.people.actions.contacts import add_contact
from museminder.domain.people.actions.photographs import keep_photograph
from museminder.domain.people.actions.students import deactivate_student
from museminder.domain.people.models import Contact, Family, Guardian, Household, Student, StudentPhotograph
from museminder.domain.privacy.actions.legal_holds import end_legal_hold, place_legal_hold
from museminder.domain.privacy.actions.retention import carry_out_retention
from museminder.domain.privacy.models import RetentionRun
from museminder.domain.privacy.queries.retention import due_rows
from museminder.domain.privacy.rules.retention import scheduled
from museminder.foundation.audit.models import Change
from museminder.foundation.tenancy import jobs
from museminder.foundation.vault.fields import Sealed
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import PROGRAM
from tests.factories.money import charge
from tests.factories.people import make_family, make_guardian, make_student
from tests.factories.pictures import make_picture
from tests.schools import NOON, School

YEAR = timedelta(days=366)
WORDS = ("Quarnhild", "Zyxwell", "allergic to quarn", "Vorpal")


@dataclass(frozen=True)
class Child:
    """A student with something in every table that the schedule names first."""

    student: Student
    family: Family
    notes: Sealed


def child(school: School, name: str, *, has_left: bool) -> Child:
    family = make_family(school, f"{name} Zyxwell")
    guardian = make_guardian(school, family, f"Mother of {name}", email=f"{name}@example.com".lower())
    Guardian.objects.filter(pk=guardian.pk).update(home_phone="555-0100")
    student = make_student(school, family, name, birth_date=date(2015, 3, 1), care_notes="allergic to quarn")
    keep_photograph(student=student, data=make_picture(), by=school.owner.actor, at=NOON)
    add_contact(student=student, name="Aunt Vorpal", by=school.owner.actor, at=NOON, family=family)
    account = open_family_account(family_id=family.pk)
    charge(account, 4500, school, student_id=student.pk, parameters={"student": name})
    if has_left:
        deactivate_student(student_id=student.pk, by=school.owner.actor, at=NOON)
    student.refresh_from_db()
    return Child(student, family, student.care_notes)


def night(school: School, at: datetime) -> RetentionRun:
    """The job, with the login and the capability of jobs, on another day than today."""
    with school.inside(school.owner):
        job = jobs.enqueue("privacy.retention")
    with connections["queue"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing' where id = %s", [job])
    with jobs.site("worker"), jobs._claimed(job, school.studio_id), jobs.studio_transaction():
        run = carry_out_retention(studio_id=school.studio_id, by=PROGRAM, at=at)
    with connections["queue"].cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'succeeded' where id = %s", [job])
    return run


def what_is_there(of: Child) -> dict[str, object]:
    student = Student.objects.get(pk=of.student.pk)
    charges = Charge.objects.filter(family_ref=of.family.pk)
    return {
        "name": student.full_name,
        "birth date": student.birth_date is not None,
        "notes": student.care_notes is not None,
        "photograph": StudentPhotograph.objects.filter(student=student).count(),
        "contact": Contact.objects.filter(student=student).count(),
        "guardian": Guardian.objects.get(family=of.family).email != "",
        "family": Family.objects.get(pk=of.family.pk).name,
        "charge": [(each.amount, each.student_id is None, each.parameters) for each in charges],
    }


WHOLE = {"birth date": True, "notes": True, "photograph": 1, "contact": 1, "guardian": True}


def test_nothing_is_overdue_what_is_held_is_counted_and_the_log_keeps_no_text(live_school: School) -> None:
    school = live_school
    with school.inside(school.owner):
        gone, held, here = (
            child(school, name, has_left=name != "Cleo") for name in ("Quarnhild", "Ben", "Cleo")
        )
        hold = place_legal_hold(
            student_id=held.student.pk,
            reason="Claim at the county court",
            review_on=NOON.date() + timedelta(days=90),
            by=school.owner.actor,
            at=NOON,
        )
    first = night(school, NOON + timedelta(days=61))
    with school.inside(school.owner):
        after_notes = what_is_there(gone)
    second = night(school, NOON + 2 * YEAR)
    with school.inside(school.owner):
        on = (NOON + 2 * YEAR).date()
        left = sum(due_rows(holding, rule, on=on).count() for holding, rule in scheduled())
        shown = [what_is_there(each) for each in (gone, held, here)]
        student = Student.objects.get(pk=gone.student.pk)
        student.care_notes = gone.notes  # from an older copy of the table
        asked = {"purpose": Purpose.RETENTION, "by": school.owner.actor, "at": NOON}
        opened = reveal([student], ["care_notes"], **asked)[student.pk]["care_notes"]
        said = json.dumps(list(Change.objects.values_list("note", "by_name", "details"))) + json.dumps(
            [first.lines, second.lines]
        )
        end_legal_hold(hold_id=hold.pk, by=school.owner.actor, at=NOON + 2 * YEAR)
    third = night(school, NOON + 11 * YEAR)
    with school.inside(school.owner):
        last = [what_is_there(each) for each in (gone, held)]
        households = Household.objects.filter(student__in=[gone.student, held.student]).count()

    assert (first.done_count, first.held_count, first.key_count, first.overdue_count) == (1, 1, 0, 0)
    assert after_notes | {"notes": True, "family": ""} == shown[2] | {
        "name": "Quarnhild Quarnhild Zyxwell",
        "family": "",
        "charge": [(4500, False, {"student": "Quarnhild"})],
    }
    assert (second.overdue_count, second.held_count, second.key_count > 0) == (0, left, True)
    assert shown[0] == {
        "name": "—",
        "birth date": False,
        "notes": False,
        "photograph": 0,
        "contact": 0,
        "guardian": True,  # the books' three years
        "family": "Quarnhild Zyxwell",
        "charge": [(4500, True, {})],
    }
    assert [{key: each[key] for key in WHOLE} for each in shown[1:]] == [WHOLE, WHOLE]
    assert opened is None
    assert [word for word in WORDS if word in said] == []
    assert (third.held_count, third.overdue_count, households) == (0, 0, 0)
    assert [(each["name"], each["family"], each["guardian"]) for each in last] == [("—", "—", False)] * 2
