"""A guardian's calendar feed shows the children they may see at the moment of the fetch, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from museminder.domain.courses.actions.feeds import open_feed
from museminder.domain.courses.models import FeedOwner
from museminder.domain.courses.queries.feeds import feed_meetings
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.people.actions.custody_denials import record_custody_denial
from museminder.domain.people.models import Family, Guardian, Guardianship, Student
from museminder.foundation.tenancy.context import feed_context, site
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, _as_role


@pytest.fixture
def school_with_feed(school):
    """Ama, guardian of Mia and Leo, who are both in Ballet; Mia is in Tap alone; Zoe of another family is in both."""
    ama = school.add_person("Ama Mensah", "guardian")
    with school.inside(school.owner):
        family, other = make_family(school, "Mensah"), make_family(school, "Okafor")
        guardian = make_guardian(school, family, "Ama", ama)
        mia, leo = (make_student(school, family, name) for name in ("Mia", "Leo"))
        zoe = make_student(school, other, "Zoe")
        for child in (mia, leo):
            Guardianship.objects.update_or_create(
                guardian=guardian, student=child, defaults={"sees": True, "account_id": ama.account_id}
            )
        ballet, tap = make_offering("Ballet", meetings=1), make_offering("Tap", meetings=2)
        for child, classes in ((mia, (ballet, tap)), (leo, (ballet,)), (zoe, (ballet, tap))):
            for one in classes:
                enroll_student(
                    student=child,
                    offering=one,
                    starts_on=date(2026, 9, 1),
                    by=school.owner.actor,
                    at=NOON,
                    clash_reason="For the test",
                )
        _feed, token = open_feed(
            owner_kind=FeedOwner.GUARDIAN, owner_id=guardian.id, by=school.owner.actor, at=NOON
        )
    return school, token


def fetched(token):
    with _as_role("member"), site("member"), feed_context(token):
        seen = sorted(one.summary for one in feed_meetings(token, at=NOON))
        names = sorted(Student.objects.values_list("first_name", flat=True))
        return seen, names, Family.objects.count()


def test_children_s_meetings_are_shown_once_each_with_their_names(school_with_feed):
    _, token = school_with_feed
    assert fetched(token) == (["Ballet: Leo, Mia", "Tap: Mia", "Tap: Mia"], ["Leo", "Mia"], 0)


def test_custody_denial_takes_effect_at_the_next_fetch(school_with_feed):
    school, token = school_with_feed
    with school.inside(school.owner):
        record_custody_denial(
            student=Student.objects.get(first_name="Mia"),
            guardian=Guardian.objects.get(first_name="Ama"),
            evidence="Order of the family court",
            by=school.owner.actor,
            at=NOON,
        )
    assert fetched(token) == (["Ballet: Leo"], ["Leo"], 0)


def test_guardian_who_may_no_longer_see_a_child_loses_its_meetings(school_with_feed):
    school, token = school_with_feed
    with school.inside(school.owner):
        Guardianship.objects.filter(student__first_name="Mia").update(sees=False)
    assert fetched(token)[0] == ["Ballet: Leo"]
