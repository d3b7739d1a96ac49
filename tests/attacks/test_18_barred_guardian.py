"""Attack 18: a guardian who is barred from a student asks for everything about them again, at once.

What they could open is opened first, so that nothing is refused for another reason. The office records the order on
its own page; the guardian's browser and calendar program are those they had before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.test import Client
from pypdf import PdfReader

from museminder.domain.billing.actions.invoices import issue_invoices
from museminder.domain.billing.actions.postings import commit_posting
from museminder.domain.billing.models import Invoice
from museminder.domain.courses.actions.feeds import open_feed
from museminder.domain.courses.models import FeedOwner
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from museminder.web.forms import SENT_ONCE
from tests.browsing import client_of, post
from tests.factories.classes import make_offering
from tests.factories.people import make_family, make_guardian, make_student
from tests.factories.tuition import enroll, make_plan, prepare, priced
from tests.schools import NOON, Person, School

NAME = "Wilhelmina"


@dataclass(frozen=True)
class Sight:
    """What a browser and a calendar program show of one student: the status, and whether the name is there."""

    home: tuple[int, bool]
    schedule: tuple[int, bool]
    feed: tuple[int, bool]
    profile: tuple[int, bool]
    invoice: tuple[int, bool]


BEFORE = Sight((200, True), (200, True), (200, True), (200, True), (200, True))
AFTER = Sight((200, False), (200, False), (200, False), (404, False), (404, False))


@dataclass(frozen=True)
class Scene:
    """One child of two guardians, enrolled, billed, with a lesson tomorrow."""

    school: School
    student_id: UUID
    invoice_id: UUID
    barred: Person
    barred_guardian_id: UUID
    other: Person
    feeds: dict[str, str]


@pytest.fixture
def scene(live_school: School) -> Scene:
    barred, other = (live_school.add_person(name, "guardian") for name in ("Dov", "Ines"))
    owner = live_school.owner
    with live_school.inside(owner):
        family = make_family(live_school)
        student = make_student(live_school, family, NAME)
        guardians = [make_guardian(live_school, family, each.name, each) for each in (barred, other)]
        tomorrow = now() + timedelta(days=1)
        offering = priced(make_offering("Cello", first=tomorrow), make_plan())
        enroll(live_school, student, offering, starts_on=min(date(2026, 9, 1), tomorrow.date()))
        posting = prepare(live_school, tomorrow.date())
        commit_posting(posting_id=posting.pk, on=NOON.date(), by=owner.actor, at=NOON)
        issue_invoices(due_on=NOON.date(), account=None, on=NOON.date(), by=owner.actor, at=NOON)
        invoice = Invoice.objects.get()
    feeds = {
        each.name: feed_of(live_school, each, g.pk)
        for each, g in zip((barred, other), guardians, strict=True)
    }
    return Scene(live_school, student.pk, invoice.pk, barred, guardians[0].pk, other, feeds)


def test_everything_about_the_student_is_gone_with_the_next_click(scene: Scene) -> None:
    browsers = {person.name: client_of(person) for person in (scene.barred, scene.other)}
    assert {name: sight(browser, scene, name) for name, browser in browsers.items()} == {
        "Dov": BEFORE,
        "Ines": BEFORE,
    }

    answer = post(
        scene.school.owner,
        scene.school,
        f"people/students/{scene.student_id}/custody-denials/create/",
        {
            "guardian": str(scene.barred_guardian_id),
            "evidence": "Family court, May 20",
            SENT_ONCE: str(uuid7()),
        },
    )

    assert answer.status_code == 302
    assert {name: sight(browser, scene, name) for name, browser in browsers.items()} == {
        "Dov": AFTER,
        "Ines": BEFORE,
    }


def feed_of(school: School, person: Person, guardian_id: UUID) -> str:
    with school.inside(person):
        _, token = open_feed(owner_kind=FeedOwner.GUARDIAN, owner_id=guardian_id, by=person.actor, at=now())
    return token


def sight(browser: Client, scene: Scene, name: str) -> Sight:
    inside = f"/{scene.school.slug}"
    return Sight(
        home=seen(browser, f"{inside}/"),
        schedule=seen(browser, f"{inside}/schedule/"),
        feed=seen(browser, f"/calendars/{scene.feeds[name]}.ics"),
        profile=seen(browser, f"{inside}/people/students/{scene.student_id}/"),
        invoice=seen(browser, f"{inside}/billing/invoices/{scene.invoice_id}/invoice.pdf"),
    )


def seen(browser: Client, path: str) -> tuple[int, bool]:
    answer = browser.get(path, secure=True)
    body = answer.content
    if answer.headers["Content-Type"] == "application/pdf":
        body = "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).encode()
    return answer.status_code, NAME.encode() in body
