"""What families may ask for: a sign-in for a child, to see and take along what is held, to have it erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from museminder.domain.consents.models import Consent
from museminder.domain.people.models import Family, Guardian, Guardianship, Student
from museminder.domain.privacy.rules import copied, held
from museminder.primitives.ids import uuid7
from museminder.promise.attempting import outcome, taken_back
from museminder.promise.checking import Found, World, check, counted
from museminder.promise.checks.partners import TELL, facts_of
from museminder.promise.passing import THROUGH, PassingSchool, found_ids, number_of, passing_school

SIGNED_IN_UNASKED = """
select s.id::text from people_student s where s.account_id is not null and not s.is_adult and not exists (
  select from consents_studentloginconsent c
  where c.studio_id = s.studio_id and c.student_id = s.id and c.withdrawn_at is null and c.renewed_at is null)
"""
SIGN_IN = "update people_student set account_id = gen_random_uuid() where id = '{id}'"
YOUNGER = "update people_student set is_adult = false where id = '{id}'"
# A policy that was posted two months ago, for as long as a check lasts: past the trigger that notes the time itself.
HOLDS_NOW = """
alter table privacy_policyversion disable trigger user;
insert into privacy_policyversion (number, title, language, summary, material_for_children, blocks, blocks_for_children,
  effective_on, posted_by, posted_at, sha256)
values (32000, 'x', 'en', 'x', true, '[]', '[]', current_date - 20, 'x', now() - interval '60 days', repeat('0', 64))
"""
NAMING_STUDENTS = """
select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
where a.attname = 'student_id' and not a.attisdropped and c.relkind in ('r', 'p') and n.nspname in ('public', 'pg_temp')
"""


@check(
    "children.sign-in-by-consent",
    "Tries to let a child of a school of its own sign in unasked, and looks at every child that can sign in.",
)
def sign_in_by_consent(world: World) -> Found:
    """Children with a sign-in and without a guardian's consent that holds."""
    with passing_school() as school:
        child = school.keep(Student, first_name="Check")
        adult = school.keep(Student, first_name="Check", is_adult=True)
        tried = {
            "a child was let in unasked": SIGN_IN.format(id=child.pk),
            "a student of age with a sign-in was made a child": YOUNGER.format(id=adult.pk),
        }
        allowed = SIGN_IN.format(id=adult.pk)
        wrong = [said for said, change in tried.items() if outcome(THROUGH, change, setting=allowed) == ""]
        noticed = outcome(THROUGH, allowed) == ""
    unasked = found_ids(SIGNED_IN_UNASKED)
    wrong += [f"student {each} can sign in unasked" for each in unasked]
    count = number_of("select count(*) from people_student where account_id is not null and not is_adult")
    return Found(
        len(tried) + count,
        wrong,
        noticed,
        f"{len(tried)} ways tried; {counted(count, 'children who can sign in')}, {len(wrong)} unasked",
    )


@check(
    "rights.whole",
    "Goes through every field about a child and looks whether families are shown it, and get it along in a copy.",
)
def whole(world: World) -> Found:
    """Fields about a child that no family is shown or given, and tables with students that nobody declared."""
    tables = held.tables_about_students()
    fields = [(table, field) for table in tables for field in _said_about_child(table)]
    wrong = [
        f"{table.label}.{field.name} is in no copy" for table, field in fields if _is_left_out(table, field)
    ]
    wrong += [f"{table.label} is neither shown nor copied" for table in tables if _is_hidden(table)]
    known = {table.model._meta.db_table for table in tables}
    with taken_back(THROUGH) as cursor:
        cursor.execute(NAMING_STUDENTS)
        naming = {str(row[0]) for row in cursor.fetchall()}
        cursor.execute("create table planted_marks (student_id uuid)")
        cursor.execute(NAMING_STUDENTS)
        noticed = {str(row[0]) for row in cursor.fetchall()} - known == {"planted_marks"} | (naming - known)
    wrong += [f"{table} speaks of students, and nobody declared it" for table in sorted(naming - known)]
    return Found(
        len(fields) + len(naming),
        wrong,
        noticed,
        f"{len(fields)} fields about a child in {len(tables)} tables, {len(wrong)} not shown or not copied",
    )


def _said_about_child(table: held.HeldTable) -> Sequence[Any]:
    untold: frozenset[str] = getattr(table.model, "NOT_FOR_FAMILIES", frozenset())
    return [field for field in table.personal_fields if field.name not in untold]


def _is_left_out(table: held.HeldTable, field: Any) -> bool:
    return table.label not in copied.NOT_COPIED and field not in copied.copied_fields(table)


def _is_hidden(table: held.HeldTable) -> bool:
    """Neither on the page nor in the copy, though it says something about a child, and no reason is given."""
    is_copied = bool(copied.copied_fields(table)) or table.label in copied.NOT_COPIED
    return bool(table.personal_fields) and not table.is_for_families and not is_copied


@check(
    "consents.of-age",
    "Tells a partner something under a guardian's consent, of a child and of somebody who has come of age.",
)
def of_age(world: World) -> Found:
    """Consents of guardians that still count for somebody of age."""
    with passing_school() as school:
        consent = _planted_consent(school)
        telling = TELL.format(**facts_of(consent))
        grown = f"update people_student set is_adult = true where id = '{consent.student_id}'"  # noqa: S608
        noticed = outcome(THROUGH, telling) == ""
        is_used = outcome(THROUGH, telling, setting=grown) == ""
    wrong = ["a guardian’s consent was used for somebody of age"] if is_used else []
    count = number_of("select count(*) from people_student where is_adult")
    return Found(
        count + 1,
        wrong,
        noticed,
        f"1 use of a guardian’s consent for somebody of age tried, {len(wrong)} taken; {count} students of age",
    )


@check(
    "consents.asked-again",
    "Tells a partner something under a consent that is older than a policy which changes what matters for children.",
)
def asked_again(world: World) -> Found:
    """Older consents that go on to count although the guardian has not said yes to the new policy."""
    with passing_school() as school:
        consent = _planted_consent(school)
        telling = TELL.format(**facts_of(consent))
        older = f"update consents_consent set given_at = now() - interval '90 days' where id = '{consent.pk}'"  # noqa: S608
        is_told = outcome(THROUGH, telling, setting=f"{HOLDS_NOW}; {older}") == ""
        noticed = outcome(THROUGH, telling, setting=HOLDS_NOW) == ""  # one given since then counts
    wrong = ["an older consent was used without asking again"] if is_told else []
    return Found(
        1, wrong, noticed, f"1 use of a consent that is older than the policy tried, {len(wrong)} taken"
    )


def _planted_consent(school: PassingSchool) -> Consent:
    """A child with a guardian, who agreed that a partner is told its name."""
    family = school.keep(Family, name="Check")
    guardian = school.keep(Guardian, family=family, first_name="Check", account_id=uuid7())
    student = school.keep(Student, first_name="Check")
    school.keep(Guardianship, guardian=guardian, student=student, may_consent=True)
    consent: Consent = school.keep(
        Consent,
        guardian=guardian,
        student=student,
        partner="harbor",
        purpose="instrument_insurance",
        told=["child_name"],
        notice_version=1,
        holds_until=date(9999, 1, 1),
        given_by_name="x",
    )
    return consent
