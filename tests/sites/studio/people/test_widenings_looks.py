"""What waits for a second person, a child's sign-in and a child's own center, as a browser shows them: no barriers."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, Route

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.people.actions.widenings import ask_for_guardian
from museminder.domain.people.models import Guardianship, Student
from museminder.domain.privacy.actions.closing import close_studio
from museminder.foundation.tenancy.models import Studio
from museminder.primitives.clock import now
from museminder.web import assets
from tests.browser import ONCE_EACH, barriers, browser
from tests.browsing import HOSTS, client_of
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, Person, School


def served_by(client: Client, host: str, page: Page) -> None:
    """Every request of the browser is answered by the program in this process."""

    def answer(route: Route) -> None:
        said = client.get(route.request.url.removeprefix(host), secure=True)
        body = b"".join(said.streaming_content) if said.streaming else said.content
        connections.close_all()  # each answer runs apart from the test, with connections of its own
        route.fulfill(status=said.status_code, headers=dict(said.headers), body=body)

    page.route(f"{host}/**", answer)


def barriers_on(school: School, shown: list[tuple[Person, str, str]]) -> list[str]:
    """What keeps somebody from using these pages, each width and each theme once."""
    connections.close_all()
    found: list[str] = []
    with browser() as chromium:
        for person, name, path in shown:
            page, host = chromium.new_page(ignore_https_errors=True), f"https://{HOSTS[person.site]}"
            served_by(client_of(person), host, page)
            page.goto(f"{host}/{school.slug}/{path}")
            page.get_by_role("heading", level=1).wait_for()
            found += barriers(page, name, ONCE_EACH)
            page.close()
    return found


def test_pages_about_who_is_let_near_a_child_have_no_barriers(
    live_school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    assets.build()
    ida, maria = live_school.add_person("Ida", "office"), live_school.add_person("Maria", "guardian")
    luz = live_school.add_person("Luz", "student")
    with live_school.inside(live_school.owner):
        by = {"by": live_school.owner.actor, "at": NOON}
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Maria", maria, email="maria@example.com")
        right = Guardianship.objects.get().pk
        record_student_login_consent(
            guardianship_id=right, method="paper_form", evidence="Signed before Ida", **by
        )
        Student.objects.update(account_id=luz.account_id, membership_id=luz.membership_id)
        _guardian, (asked,) = ask_for_guardian(family=family, first_name="Viktor", **by)
    shown: list[tuple[Person, str, str]] = [
        (ida, "waits", "people/widenings/"),
        (ida, "sign-in", f"people/students/{student.pk}/sign-in/consent/"),
        (maria, "objecting", f"people/widenings/{asked.pk}/"),
        (luz, "child", "privacy/"),
    ]
    found = barriers_on(live_school, shown)
    with live_school.inside(live_school.owner):
        Guardianship.objects.update(may_consent=False)
    stopped = [(live_school.owner, "shut-out", f"people/families/{family.pk}/"), (luz, "waiting", "")]
    found += barriers_on(live_school, stopped)
    with live_school.inside(live_school.owner):
        close_studio(
            studio_id=live_school.studio_id,
            typed_name=Studio.objects.get().name,
            by=live_school.owner.actor,
            at=now(),
        )
    closing = [(live_school.owner, "closing", "privacy/closing/"), (maria, "closing-family", "privacy/")]
    found += barriers_on(live_school, closing)

    assert found == []
