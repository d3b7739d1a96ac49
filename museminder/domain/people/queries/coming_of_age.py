"""Who comes of age soon, and whose rights end then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from museminder.domain.people.models import Contact, Guardian, Guardianship, Student
from museminder.domain.people.rules import day_of
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import ages_on, reveal
from museminder.primitives.actor import Actor
from museminder.primitives.ages import birthday_in

OF_AGE = 18
ONESELF = "self"  # a contact that is the student, as imports write it
NOTICE = timedelta(days=30)
# A look once a month reaches to the notice of whoever has a birthday just before the look after the next.
AHEAD = timedelta(days=31) + NOTICE


def comes_of_age_on(born_on: date) -> date:
    """The first day somebody is of age; whoever is born on 29 February is so on 1 March of a common year.

    The full eighteenth year is over only when 28 February is: in most of the United States and in Great Britain
    (Re Shurey, 1918) a year of life ends with its last day, and 28 February is that day.
    """
    return birthday_in(born_on, born_on.year + OF_AGE)


def may_be_near_of_age(born_on: date, on: date) -> bool:
    """Whether the day is past or so near that the monthly look may be too late for its notice."""
    return comes_of_age_on(born_on) <= on + AHEAD


def days_of_coming_of_age(students: Sequence[Student], *, by: Actor, at: datetime) -> dict[UUID, date]:
    """The day for each of these students who is of age within ``AHEAD``; without a birth date nobody comes of age.

    The access log gets one entry for the ages of all of them, and one for the birth dates of the few it is about.
    """
    why = Purpose.COMING_OF_AGE
    ages = ages_on(students, day_of(at) + AHEAD, purpose=why, by=by, at=at)
    near = [student for student in students if (ages[student.pk] or 0) >= OF_AGE]
    opened = reveal(near, ["birth_date"], purpose=why, by=by, at=at)
    return {pk: comes_of_age_on(said["birth_date"]) for pk, said in opened.items() if said["birth_date"]}


def children() -> list[Student]:
    """Every student of the studio in hand who is no adult and whose birth date was given, left or not."""
    return list(
        Student.objects.filter(is_adult=False, merged_into=None, birth_date__isnull=False).order_by("id")
    )


def others_rights(student: Student) -> list[Guardianship]:
    """What guardians may do for a student; whoever is a guardian and the student in one is left out."""
    rows = Guardianship.objects.filter(student=student).select_related("guardian").order_by("id")
    return [row for row in rows if student.account_id is None or row.account_id != student.account_id]


def addresses_of(student: Student) -> list[str]:
    """Where letters reach a student: the contact that is the student, and the record of whoever is the own guardian."""
    own = Contact.objects.filter(student=student, relationship__iexact=ONESELF).exclude(email="")
    found = list(own.order_by("id").values_list("email", flat=True))
    if student.account_id is not None:
        mine = Guardian.objects.filter(account_id=student.account_id, merged_into=None).exclude(email="")
        found += mine.order_by("id").values_list("email", flat=True)
    return list(dict.fromkeys(address.lower() for address in found))


def guardians_who_see(student: Student) -> list[Guardian]:
    """The guardians with a mailbox who see a student now, in every household."""
    rows = [row.guardian for row in others_rights(student) if row.sees]
    return [each for each in rows if each.email and each.is_active and each.merged_into_id is None]
