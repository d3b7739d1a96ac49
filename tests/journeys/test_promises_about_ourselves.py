"""What we promised about ourselves, seen in a browser: thirty days of notice, and nobody of us in a studio unasked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from museminder.domain.privacy.models import PolicyVersion
from museminder.domain.privacy.rules.notice import earliest_effective_on
from museminder.foundation.published.publishing import publish
from museminder.primitives.clock import now
from tests.factories.operators import make_operator
from tests.factories.people import make_family
from tests.journeys.four_sites import FourSites, press
from tests.publics import Public
from tests.schools import School

pytestmark = pytest.mark.journey


def test_a_notice_of_29_days_is_refused_and_one_of_30_stands_on_all_four_sites(
    live_school: School, public: Public, sites: FourSites, settings: Settings
) -> None:
    settings.ANNOUNCEMENTS_READ_EVERY = 0
    operator, maria = make_operator(), live_school.add_person("Maria", "guardian")
    at_work = sites.page_with(operator.secret("operator"), "operator")
    page = {"studio": sites.page_of(live_school.owner), "member": sites.page_of(maria), "operator": at_work}
    page["commercial"] = sites.page_with("", "commercial")
    home = dict.fromkeys(("studio", "member"), f"/{live_school.slug}/")
    at_work.goto(sites.address("operator", "/policies/2/postings/"))
    early = at_work.get_by_label("Takes effect on")
    early.fill((now().date() + timedelta(days=29)).isoformat())
    press(at_work, "Post it")
    refusal = at_work.locator("main").inner_text()
    posted_early = PolicyVersion.objects.using("owner").count()
    effective_on = earliest_effective_on(now())  # thirty whole days, to the moment
    at_work.get_by_label("Takes effect on").fill(effective_on.isoformat())
    press(at_work, "Post it")
    publish(at=now())

    assert ("Everybody has 30 days to read it" in refusal, posted_early) == (True, 1)
    assert PolicyVersion.objects.using("owner").get(number=2).effective_on == effective_on
    days = (effective_on - now().date()).days
    for site, browser in page.items():
        browser.goto(sites.address(site, home.get(site, "/")))
        expect(browser.locator(".announcement"), site).to_contain_text(f"in {days} days")


def test_support_is_let_in_seen_and_ended_with_one_click(live_school: School, sites: FourSites) -> None:
    operator = make_operator()
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Vandermeer")
    owner = sites.page_of(live_school.owner)
    support = sites.page_with(operator.secret("studio"), "studio")
    inside = sites.address("studio", f"/{live_school.slug}/people/families/{family.pk}/")
    before = support.goto(inside)
    owner.goto(sites.address("studio", f"/{live_school.slug}/support/"))
    owner.get_by_role("link", name="Let somebody in").first.click()
    owner.get_by_label("Who").select_option(label=operator.staff.name)
    owner.get_by_label("What should they look at?").fill("A bill is wrong")
    owner.get_by_label("For how long").select_option(label="Four hours")
    press(owner, "Let them in")
    during = support.goto(inside)
    expect(support.get_by_role("heading", level=1)).to_contain_text("Vandermeer")
    owner.reload()
    log = owner.locator("main").inner_text()
    press(owner, "End it now")
    after = support.goto(inside)

    assert [answer and answer.status for answer in (before, during, after)] == [404, 200, 404]
    assert f"studio:people:families:show {family.pk}" in log
    assert "A bill is wrong" in log
    expect(owner.get_by_text("Ended on").first).to_be_visible()
