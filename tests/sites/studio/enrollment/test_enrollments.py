"""Enrolling through pages."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from museminder.domain.billing.actions.tuition_plans import save_plan
from museminder.domain.billing.models import TuitionPlan
from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.actions.enrollments import enroll_student
from museminder.domain.enrollment.models import Enrollment, PriceAgreement
from tests.browsing import client_of, get
from tests.browsing import post as send
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_student
from tests.schools import NOON

CREATE = "enrollment/create/"
SOON = (datetime.now(UTC) + timedelta(days=7)).replace(hour=17, minute=0, second=0, microsecond=0)


def post(person, school, path, data):
    return send(person, school, path, {"idempotency_key": str(uuid4())} | data)


@pytest.fixture
def class_of_one(live_school):
    """A child, and a class with one place and four meetings from next week on, billed at $50 a month."""
    with live_school.inside(live_school.owner):
        child = make_student(live_school, make_family(live_school), "Anneliese")
        offering = make_offering(places=1, first=SOON)
        offering.starts_on, offering.until = SOON.date(), SOON.date() + timedelta(days=90)
        offering.save()
        plan = TuitionPlan(name="Monthly", kind="monthly", monthly_amount=5000)
        save_plan(plan=plan, by=live_school.owner.actor, at=NOON)
    return live_school, child, offering, plan


def enrollments_of(school):
    with school.inside(school.owner):
        rows = Enrollment.objects.order_by("id").values_list("student__first_name", "kind", "until")
        return list(rows)


def test_a_student_is_enrolled_priced_and_withdrawn_through_pages(class_of_one):
    school, child, offering, plan = class_of_one
    owner = school.owner
    tuition = {"tuition_plan": str(plan.pk), "starts_on": offering.starts_on.isoformat()}
    where = f"enrollment/rosters/offerings/{offering.pk}/"
    assert post(owner, school, f"{where}tuition/", tuition).status_code == 302
    assert "Anneliese" in get(owner, school, f"{CREATE}?q=anne").content.decode()
    assert "Ballet II" in get(owner, school, f"{CREATE}?student={child.pk}").content.decode()
    form = f"{CREATE}?student={child.pk}&offering={offering.pk}"
    page = get(owner, school, form).content.decode()
    assert "1 opening" in page
    assert "$50.00" in page
    typed = {"kind": "active", "starts_on": SOON.date().isoformat()}
    assert post(owner, school, form, typed).status_code == 302
    assert enrollments_of(school) == [("Anneliese", "active", None)]
    with school.inside(owner):
        enrollment = Enrollment.objects.get()
    price = {"tuition_plan": str(plan.pk), "monthly_amount": "45.00", "starts_on": SOON.date().isoformat()}
    assert post(owner, school, f"enrollment/{enrollment.pk}/price/", price).status_code == 302
    with school.inside(owner):
        assert PriceAgreement.objects.get().monthly_amount == 4500
    assert "Anneliese" in get(owner, school, where).content.decode()
    leave = {"last_day": SOON.date().isoformat(), "reason": "Moving"}
    assert post(owner, school, f"enrollment/{enrollment.pk}/withdraw/", leave).status_code == 302
    assert enrollments_of(school) == [("Anneliese", "active", SOON.date() + timedelta(days=1))]


def test_a_full_class_is_said_on_the_form_and_taken_with_a_reason(class_of_one):
    school, child, offering, _plan = class_of_one
    with school.inside(school.owner):
        other = make_student(school, make_family(school, "Vega"), "Luz")
        enroll_student(
            student=other, offering=offering, starts_on=SOON.date(), by=school.owner.actor, at=NOON
        )
    form = f"{CREATE}?student={child.pk}&offering={offering.pk}"
    typed = {"kind": "active", "starts_on": SOON.date().isoformat()}
    refused = post(school.owner, school, form, typed)
    assert refused.status_code == 422
    assert "is full on" in refused.content.decode()
    assert enrollments_of(school) == [("Luz", "active", None)]
    assert post(school.owner, school, form, typed | {"override_reason": "Sister"}).status_code == 302
    with school.inside(school.owner):
        assert set(Meeting.objects.values_list("places", "places_taken")) == {(2, 2)}


def test_a_full_class_offers_the_waitlist_beforehand_and_takes_no_place_for_it(class_of_one):
    school, child, offering, _plan = class_of_one
    owner, form = school.owner, f"{CREATE}?student={child.pk}&offering={offering.pk}"
    assert "This class is full" not in get(owner, school, form).content.decode()
    with school.inside(owner):
        other = make_student(school, make_family(school, "Vega"), "Luz")
        enroll_student(student=other, offering=offering, starts_on=SOON.date(), by=owner.actor, at=NOON)
    page = get(owner, school, form).content.decode()
    assert ("This class is full" in page, f"offering={offering.pk}&amp;starts_on" in page) == (True, True)
    waiting = get(owner, school, f"{form}&kind=waitlisted").content.decode()
    assert ("This class is full" in waiting, "on the waitlist of Ballet II" in waiting) == (False, True)
    typed = {"kind": "waitlisted", "starts_on": SOON.date().isoformat()}
    assert post(owner, school, form, typed).status_code == 302
    assert enrollments_of(school) == [("Luz", "active", None), ("Anneliese", "waitlisted", None)]
    roster = get(owner, school, f"enrollment/rosters/offerings/{offering.pk}/").content.decode()
    assert (roster.count("First come, first served"), roster.count("Take off")) == (1, 1)
    with school.inside(owner):
        assert set(Meeting.objects.values_list("places", "places_taken")) == {(1, 1)}


def test_another_age_is_said_beforehand_and_let_in_with_a_reason(class_of_one):
    school, child, offering, _plan = class_of_one
    with school.inside(school.owner):
        young = make_student(school, make_family(school, "Vega"), "Luz", birth_date=date(2020, 2, 29))
        offering.course.age_from, offering.course.age_until = 18, 21
        offering.course.save()
    form = f"{CREATE}?student={young.pk}&offering={offering.pk}"
    page = get(school.owner, school, form).content.decode()
    assert ("The age does not fit" in page, "for ages 18 to 21" in page, 'name="age_reason"' in page) == (
        True,
        True,
        True,
    )
    typed = {"kind": "active", "starts_on": SOON.date().isoformat()}
    refused = post(school.owner, school, form, typed)
    assert (refused.status_code, "Give a reason to enroll all the same" in refused.content.decode()) == (
        422,
        True,
    )
    assert enrollments_of(school) == []
    assert post(school.owner, school, form, typed | {"age_reason": "Assists"}).status_code == 302
    assert enrollments_of(school) == [("Luz", "active", None)]
    unknown = get(
        school.owner, school, f"{CREATE}?student={child.pk}&offering={offering.pk}"
    ).content.decode()
    assert ("No birth date is known" in unknown, 'name="age_reason"' in unknown) == (True, False)


def test_sending_the_form_twice_enrolls_once(class_of_one):
    school, child, offering, _plan = class_of_one
    form = f"{CREATE}?student={child.pk}&offering={offering.pk}"
    typed = {"kind": "active", "starts_on": SOON.date().isoformat(), "idempotency_key": str(uuid4())}
    assert [post(school.owner, school, form, typed).status_code for _time in range(2)] == [302, 302]
    assert enrollments_of(school) == [("Anneliese", "active", None)]


def test_a_roster_takes_as_many_statements_for_one_student_as_for_three(class_of_one):
    school, child, offering, _plan = class_of_one

    def enroll(student):
        with school.inside(school.owner):
            enroll_student(
                student=student,
                offering=offering,
                starts_on=SOON.date(),
                override_reason="More",
                by=school.owner.actor,
                at=NOON,
            )

    def statements():
        client = client_of(school.owner)
        path = f"/{school.slug}/enrollment/rosters/offerings/{offering.pk}/"
        client.get(path, secure=True)
        with CaptureQueriesContext(connections["studio"]) as asked:
            assert client.get(path, secure=True).status_code == 200
        return len(asked)

    enroll(child)
    one = statements()
    with school.inside(school.owner):
        family = make_family(school, "Vega")
        others = [make_student(school, family, name) for name in ("Luz", "Mateo")]
    for other in others:
        enroll(other)
    assert (one, statements()) == (11, 11)


def test_an_instructor_reads_the_roster_and_changes_nothing(class_of_one):
    school, child, offering, _plan = class_of_one
    teacher = school.add_person("Marisol", "instructor")
    page = get(teacher, school, f"enrollment/rosters/offerings/{offering.pk}/")
    assert page.status_code == 200
    assert "Withdraw" not in page.content.decode()
    assert get(teacher, school, f"{CREATE}?student={child.pk}").status_code == 404
    with school.inside(school.owner):
        meeting = Meeting.objects.order_by("starts_at").first()
    assert get(teacher, school, f"enrollment/rosters/meetings/{meeting.pk}/").status_code == 200


@pytest.mark.parametrize(
    "asked", ["student=nonsense", "student=0198c0de-0000-7000-8000-000000000000", "offering=1"]
)
def test_addresses_that_name_nobody_are_harmless(live_school, asked):
    assert get(live_school.owner, live_school, f"{CREATE}?{asked}").status_code in (200, 404)


def test_a_day_outside_the_offering_is_refused(class_of_one):
    school, child, offering, _plan = class_of_one
    form = f"{CREATE}?student={child.pk}&offering={offering.pk}"
    late = post(school.owner, school, form, {"kind": "active", "starts_on": date(2099, 1, 1).isoformat()})
    assert late.status_code == 422
    assert "over by then" in late.content.decode()


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "99999-01-01", "<script>"])
def test_a_day_that_is_none_is_said_beside_the_field(class_of_one, day):
    school, child, offering, _plan = class_of_one
    form = f"{CREATE}?student={child.pk}&offering={offering.pk}"
    answer = post(school.owner, school, form, {"kind": "active", "starts_on": day})
    assert (answer.status_code, "Enter a valid date" in answer.content.decode()) == (422, True)
    assert get(school.owner, school, f"{form}&starts_on={day}").status_code == 200
    assert enrollments_of(school) == []
