"""The pages of consents as a browser shows them: accessible in both themes at both widths, and used by keyboard."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, Route

from museminder.domain.consents.actions.student_login_consents import record_student_login_consent
from museminder.domain.consents.models import Consent, PartnerRequest
from museminder.domain.people.models import Guardianship
from museminder.domain.privacy.actions.policy_versions import post_version
from museminder.domain.privacy.formats.policy_files import written_policy
from museminder.primitives.actor import PROGRAM
from museminder.primitives.clock import now
from museminder.web import assets
from tests.browser import barriers, browser
from tests.browsing import client_of
from tests.sites.member.billing.paying import work
from tests.sites.member.consents.conftest import Asking

HOST = "https://member.localhost"


def served_by(client: Client, page: Page) -> None:
    """Every request of the browser is answered by the program in this process."""

    def answer(route: Route) -> None:
        asked = route.request
        path = asked.url.removeprefix(HOST)
        if asked.method == "POST":
            said = client.post(
                path,
                asked.post_data,
                content_type="application/x-www-form-urlencoded",
                secure=True,
                headers={"referer": HOST},
                follow=True,
            )
        else:
            said = client.get(path, secure=True)
        body = b"".join(said.streaming_content) if said.streaming else said.content
        connections.close_all()  # each answer runs apart from the test, with connections of its own
        route.fulfill(status=said.status_code, headers=dict(said.headers), body=body)

    page.route(f"{HOST}/**", answer)


def worked() -> None:
    work()
    connections.close_all()


def test_a_guardian_agrees_and_withdraws_by_keyboard_on_pages_without_barriers(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    assets.build()
    found: list[str] = []

    def examine(page: Page, name: str) -> None:
        found.extend(barriers(page, name))

    with browser() as chromium:
        page = chromium.new_page(ignore_https_errors=True)
        served_by(client_of(asking.guardian), page)
        page.goto(f"{HOST}/{asking.school.slug}/consents/")
        examine(page, "consents")
        page.get_by_role("link", name="Ask for Theodore").press("Enter")
        examine(page, "offer")
        page.get_by_role("button", name="I agree, send this").press("Enter")
        page.get_by_text("Sending what you agreed to").wait_for()
        with asking.school.inside(asking.guardian):
            consent, request = Consent.objects.get().pk, PartnerRequest.objects.get().pk
        worker = Thread(target=worked)  # the browser keeps a loop running in this one
        worker.start()
        worker.join()
        page.goto(f"{HOST}/{asking.school.slug}/consents/requests/{request}/")
        examine(page, "request")
        day = now().date() + timedelta(days=32)
        post_version(policy=written_policy(2), effective_on=day, by=PROGRAM, at=now())
        connections.close_all()
        page.goto(f"{HOST}/{asking.school.slug}/consents/")
        page.get_by_text("Please decide again").wait_for()
        examine(page, "asked-again")
        page.goto(f"{HOST}/{asking.school.slug}/consents/{consent}/")
        page.get_by_role("button", name="Withdraw").press("Enter")
        page.get_by_text("is told nothing more").first.wait_for()
        examine(page, "consent")
        page.goto(f"{HOST}/{asking.school.slug}/consents/")
        examine(page, "consents-after")

    assert found == []


def rights(asking: Asking, *, of_theodore: bool, of_wilhelmina: bool) -> None:
    with asking.school.inside(asking.school.owner):
        Guardianship.objects.filter(student=asking.theodore).update(may_consent=of_theodore)
        Guardianship.objects.filter(student=asking.wilhelmina).update(may_consent=of_wilhelmina)
    connections.close_all()


def test_a_child_signs_in_on_pages_without_barriers(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    assets.build()
    found: list[str] = []
    with asking.school.inside(asking.school.owner):
        record_student_login_consent(
            guardianship_id=Guardianship.objects.get(student=asking.theodore).pk,
            method="paper_form",
            evidence="Signed before Ida",
            by=asking.school.owner.actor,
            at=now(),
        )
    day = now().date() + timedelta(days=32)
    post_version(policy=written_policy(2), effective_on=day, by=PROGRAM, at=now())
    connections.close_all()
    with browser() as chromium:
        page, consents = chromium.new_page(ignore_https_errors=True), f"{HOST}/{asking.school.slug}/consents/"
        served_by(client_of(asking.guardian), page)
        page.goto(consents)
        page.get_by_role("link", name="Read and agree again").press("Enter")
        page.get_by_role("heading", name="Agree again: Theodore signs in").wait_for()
        found += barriers(page, "sign-in-again")
        rights(asking, of_theodore=False, of_wilhelmina=True)
        page.goto(consents)
        page.get_by_text("Whoever agreed decides no more").wait_for()
        found += barriers(page, "sign-in-stopped")
        page.get_by_role("link", name="Let Wilhelmina sign in").press("Enter")
        page.get_by_role("heading", name="How we know that it is you").wait_for()
        found += barriers(page, "sign-in")

    assert found == []
