"""What a child that signs in can read, once what its guardian's agreement rests on is gone."""

from __future__ import annotations

from museminder.domain.consents.models import StudentLoginConsent
from museminder.domain.people.models import Family, Guardian, Guardianship, Student
from museminder.primitives.ids import uuid7
from museminder.promise.attempting import taken_back
from museminder.promise.checking import Found, World, check
from museminder.promise.checks.rights import HOLDS_NOW
from museminder.promise.passing import THROUGH, PassingSchool, passing_school

READS = "select sec.own_records(%s, %s, clock_timestamp())"
OLDER = "update consents_studentloginconsent set given_at = now() - interval '90 days' where id = '{consent}'"
GONE = {
    "the agreement was taken back": (
        "update consents_studentloginconsent set withdrawn_at = now() where id = '{consent}'"
    ),
    "whoever agreed may decide no more": (
        "update people_guardianship set may_consent = false where guardian_id = '{guardian}'"
    ),
    "whoever agreed has left": "update people_guardian set is_active = false where id = '{guardian}'",
    "a court keeps away whoever agreed": (
        "insert into people_custodydenial (id, studio_id, student_id, guardian_id, person_name, evidence,"
        " recorded_by_name, starts_at) values (gen_random_uuid(), {studio}, '{student}', '{guardian}', '', 'x', 'x',"
        " now() - interval '1 minute')"
    ),
    "the policy changed for children since": f"{HOLDS_NOW}; {OLDER}",
}


@check(
    "children.read-by-consent",
    "Signs a child of a school of its own in, takes away what the agreement rests on, and looks what the child reads.",
)
def read_by_consent(world: World) -> Found:
    """Children who read on although nobody's agreement counts."""
    with passing_school() as school:
        child, facts = _signed_in(school)
        noticed = _reads(
            school, child, OLDER.format(**facts)
        )  # an older one counts as long as nothing changed
        wrong = [f"a child reads on although {why}" for why, gone in GONE.items()
                 if _reads(school, child, gone.format(**facts))]  # fmt: skip
    count = len(GONE)
    return Found(
        count, wrong, noticed, f"{count} ways tried in which an agreement ends, {len(wrong)} without effect"
    )


def _reads(school: PassingSchool, child: Student, setting: str) -> bool:
    """Whether the child is shown its own record after a statement; nothing of it stays."""
    with taken_back(THROUGH) as cursor:
        cursor.execute(setting)
        cursor.execute("set local role ctx")
        cursor.execute(READS, [school.studio_id, child.account_id])
        return child.pk in cursor.fetchone()[0]


def _signed_in(school: PassingSchool) -> tuple[Student, dict[str, object]]:
    """A child whose guardian agreed on paper, and that signs in."""
    family = school.keep(Family, name="Check")
    guardian = school.keep(Guardian, family=family, first_name="Check", account_id=uuid7())
    student = school.keep(Student, first_name="Check")
    school.keep(Guardianship, guardian=guardian, student=student, may_consent=True)
    consent = school.keep(
        StudentLoginConsent,
        guardian=guardian,
        student=student,
        method=StudentLoginConsent.Method.PAPER_FORM,
        evidence="x",
        recorded_by_name="x",
    )
    student.account_id = uuid7()
    student.save(using=THROUGH, update_fields=["account_id"])
    facts = {
        "consent": consent.pk,
        "guardian": guardian.pk,
        "student": student.pk,
        "studio": school.studio_id,
    }
    return student, facts
