"""An agreement to a child's sign-in counts while whoever gave it may decide; otherwise a guardian is asked again."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.consents.models import StudentLoginConsent
from museminder.domain.consents.queries.student_logins import (
    children_without,
    current_login,
    decided_by,
    live_consent,
    logins_allowed,
    shut_out,
    stopped_for,
)
from museminder.domain.people.actions.guardians import deactivate_guardian
from museminder.domain.people.models import Guardian, Guardianship, Student
from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.domain.privacy.queries.policies import changes_for_children
from museminder.foundation.identity.rules import Refused
from museminder.primitives import clock
from museminder.primitives.actor import PROGRAM
from tests.domain.consents.family import Home
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School

PAPER = {"method": "paper_form", "evidence": "Signed before Ida, folder 3"}


def agree(home: Home, guardian: Guardian) -> StudentLoginConsent:
    right = Guardianship.objects.get(guardian=guardian)
    return record_student_login_consent(
        guardianship_id=right.pk, by=home.school.owner.actor, at=NOON, **PAPER
    )


@pytest.fixture
def child(home: Home) -> Person:
    """The student of the family, signed in by a guardian's agreement on paper."""
    theodore = home.school.add_person("Theodore", "student")
    with home.school.inside(home.school.owner):
        agree(home, home.guardian_row)
        Student.objects.update(account_id=theodore.account_id, membership_id=theodore.membership_id)
    return theodore


def sees(home: Home, child: Person) -> int:
    with home.school.inside(child):
        return Student.objects.count()


def right_taken_away(home: Home) -> None:
    Guardianship.objects.update(may_consent=False)


def guardian_left(home: Home) -> None:
    deactivate_guardian(guardian_id=home.guardian_row.pk, by=home.school.owner.actor, at=NOON)


@pytest.mark.parametrize("lost", [right_taken_away, guardian_left])
def test_a_child_sees_nothing_once_whoever_agreed_decides_no_more(home: Home, child: Person, lost) -> None:
    before = sees(home, child)
    with home.school.inside(home.school.owner):
        lost(home)
        student = Student.objects.get()
        left, out = live_consent(student_id=student.pk), shut_out([student])
        login = current_login(student_id=student.pk, changes=())
    after = sees(home, child)

    assert (before, left, out, after) == (1, None, {student.pk}, 0)
    assert login is not None
    assert (login.counts, login.is_asked_again, login.change) == (False, True, None)


def test_another_guardian_agrees_anew_and_the_same_sign_in_goes_on(home: Home, child: Person) -> None:
    with home.school.inside(home.school.owner):
        right_taken_away(home)
        joris = make_guardian(home.school, home.guardian_row.family, "Joris")
        agree(home, joris)
        with pytest.raises(Refused, match="written down already"):
            agree(home, joris)
        student = Student.objects.get()
        ends = list(StudentLoginConsent.objects.order_by("given_at").values_list("guardian_id", "renewed_at"))
        out = shut_out([student])

    assert ends == [(home.guardian_row.pk, NOON), (joris.pk, None)]
    assert (student.account_id, out, sees(home, child)) == (child.account_id, set(), 1)


def test_a_guardian_decides_about_a_student_while_the_right_is_theirs(home: Home) -> None:
    with home.school.inside(home.guardian):
        theirs, nobodys = decided_by(home.guardian.account_id), decided_by(None)
    with home.school.inside(home.school.owner):
        right_taken_away(home)
    with home.school.inside(home.guardian):
        left = decided_by(home.guardian.account_id)

    assert (theirs, nobodys, left) == ({home.student.pk}, set(), set())


def test_a_guardian_who_decides_hears_of_a_sign_in_that_stopped(home: Home, child: Person) -> None:
    joris = home.school.add_person("Joris", "guardian")
    with home.school.inside(home.guardian):
        before = stopped_for(home.guardian.account_id)
    with home.school.inside(home.school.owner):
        right_taken_away(home)
        make_guardian(home.school, home.guardian_row.family, "Joris", joris)
    with home.school.inside(home.guardian):
        without_right = stopped_for(home.guardian.account_id)
    with home.school.inside(joris):
        his = stopped_for(joris.account_id)

    assert (before, without_right, his) == ([], [], [(home.student.pk, "Theodore")])


def test_who_has_no_sign_in_and_who_is_of_age_is_not_shut_out(home: Home) -> None:
    with home.school.inside(home.school.owner):
        student = Student.objects.get()
        nobody = children_without([], [student]), shut_out([student])
        agree(home, home.guardian_row)
        agreed = children_without(logins_allowed([student.pk], ()), [student])
        student.is_adult, student.account_id = True, home.guardian.account_id
        grown = children_without([], [student]), shut_out([student])

    assert (nobody, agreed, grown) == (([student], set()), [], ([], set()))


def test_from_the_day_a_change_is_posted_a_guardian_is_asked_and_the_agreement_counts_until_it_holds(
    live_school: School,
) -> None:
    at = clock.now()
    effective = at.astimezone(UTC).date() + timedelta(days=32)
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        maria, student = make_guardian(live_school, family, "Maria"), make_student(live_school, family, "Luz")
        home = Home(live_school, live_school.owner, maria, student)
        agree(home, maria)
    change = post_version(policy=written_policy(2), effective_on=effective, by=PROGRAM, at=at)
    with live_school.inside(live_school.owner):
        (asked,) = logins_allowed([student.pk], changes_for_children())
        agree(home, maria)
        (again,) = logins_allowed([student.pk], changes_for_children())

    assert (asked.counts, asked.change, asked.is_asked_again) == (True, change, True)
    assert (again.counts, again.change, again.is_asked_again) == (True, None, False)
