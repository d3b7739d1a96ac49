"""A policy that changes for children: guardians are asked again, and without a new yes nothing is told."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from museminder.domain.consents.actions.consents import ask_partner
from museminder.domain.consents.models import Consent
from museminder.domain.consents.queries.asked_again import (
    asked_again_by,
    ending,
    has_ended_by_change,
)
from museminder.domain.people.models import Family, Guardian, Guardianship, Student
from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.domain.privacy.queries.policies import changes_for_children
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM
from museminder.primitives.ids import uuid7
from museminder.promise.attempting import outcome
from museminder.promise.checks.partners import TELL, facts_of
from museminder.promise.passing import THROUGH, passing_school
from tests.browsing import client_of
from tests.databases import TestDatabase
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School

# As if it had been announced long ago: only in a transaction that is taken back.
IN_EFFECT = """
alter table privacy_policyversion drop constraint policy_version_thirty_days;
alter table privacy_policyversion disable trigger privacy_count_days_again;
insert into privacy_policyversion (number, title, language, summary, material_for_children, blocks,
  blocks_for_children, effective_on, posted_by)
values (2, 'New', 'en', '', {material}, '[]', '[]', (clock_timestamp() at time zone 'UTC')::date + {days}, 'X');
"""


def test_nothing_is_told_after_the_change_without_a_new_consent(live_database: TestDatabase) -> None:
    with passing_school() as school:
        family = school.keep(Family, name="Check")
        guardian = school.keep(Guardian, family=family, first_name="Check", account_id=uuid7())
        student = school.keep(Student, first_name="Check")
        school.keep(Guardianship, guardian=guardian, student=student, may_consent=True)
        facts = {
            "guardian": guardian,
            "student": student,
            "partner": "harbor",
            "purpose": "instrument_insurance",
            "told": ["child_name"],
            "notice_version": 1,
            "holds_until": date(9999, 1, 1),
            "given_by_name": "x",
        }
        telling = TELL.format(**facts_of(school.keep(Consent, **facts)))
        answers = [
            outcome(THROUGH, telling, setting=IN_EFFECT.format(material=material, days=days))
            for material, days in (("true", 0), ("true", 1), ("false", 0))
        ]

    assert answers == ["23514", "", ""]


def test_a_guardian_is_asked_from_the_day_it_is_posted(live_school: School) -> None:
    maria = live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        make_guardian(live_school, family, "Maria", maria, email="maria@example.com")
        student = make_student(live_school, family, "Theodore", instrument="Cello")
    at = clock.now()
    ask = {"student_id": student.pk, "partner": "harbor", "by": maria.actor, "at": at}
    client, address = client_of(maria), f"/{live_school.slug}/consents/"
    with live_school.inside(maria):
        first = ask_partner(**ask).consent_id
    effective = at.astimezone(UTC).date() + timedelta(days=32)
    change = post_version(policy=written_policy(2), effective_on=effective, by=PROGRAM, at=at)
    asking = client.get(address, secure=True).content.decode()
    receipt = client.get(f"{address}{first}/", secure=True).content.decode()
    with live_school.inside(maria):
        changes, old = changes_for_children(), Consent.objects.get()
        ended = [has_ended_by_change(old, changes, on=effective - timedelta(days=days)) for days in (1, 0)]
        found = ending([old], changes, on=at.astimezone(UTC).date())
        new = ask_partner(**ask).consent_id
        asked = [asked_again_by(each, changes) for each in Consent.objects.order_by("given_at")]
        states = list(Consent.objects.order_by("given_at").values_list("id", "withdrawn_at"))
    answered = client.get(address, secure=True).content.decode()

    assert (ended, found) == ([False, True], [(old, change)])
    assert ("Please decide again" in asking, "only if you agree again" in receipt) == (True, True)
    assert (asked, states) == ([change, None], [(first, at), (new, None)])
    assert "Please decide again" not in answered
