"""What a family was promised, seen in its own browser: four stories, each with pages and nothing but pages.

What nobody can do on a page is done beside it: a database that refuses a row, and a copy of a database brought back.
"""

from __future__ import annotations

import runpy
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect
from psycopg import sql

from museminder.cli import __main__ as program
from museminder.domain.consents.models import Consent
from museminder.domain.people.actions.photographs import keep_photograph
from museminder.domain.people.models import Student
from museminder.foundation.vault.destroying import NotReplayed
from museminder.primitives.clock import now
from tests.attacks.test_18_barred_guardian import Scene, scene
from tests.attacks.test_36_erased_and_restored import NAME, child, copied, rows_with
from tests.counterparts.fixtures import certificates
from tests.databases import TestDatabase, superuser_dsn
from tests.factories.people import make_family, make_guardian, make_student
from tests.factories.pictures import make_picture
from tests.journeys.four_sites import FourSites, beside, press, worked
from tests.schools import NOON, School
from tests.sites.member.consents.conftest import Asking, asking

__all__ = ["asking", "certificates", "child", "scene"]
pytestmark = pytest.mark.journey

# Asks for everything again and again, and remembers when it asked for what and whether it got it.
ASKING = """
([places, name]) => {
    window.asked = [];
    const again = async () => {
        for (const [what, path] of Object.entries(places)) {
            const at = Date.now();
            const answer = await fetch(path, {cache: "no-store"});
            const named = (await answer.text()).includes(name);
            window.asked.push([what, at, answer.status === 200 && (named || what === "pdf" || what === "photo")]);
        }
        if (!window.enough) setTimeout(again, 50);
    };
    again();
}
"""


def test_a_guardian_withdraws_a_consent_and_sees_what_was_sent(asking: Asking, sites: FourSites) -> None:
    page = sites.page_of(asking.guardian)
    consents = sites.address("member", f"/{asking.school.slug}/consents/")
    page.goto(consents)
    page.get_by_role("link", name="Ask for Theodore").click()
    press(page, "I agree, send this")
    worked()
    with asking.school.inside(asking.guardian):
        consent = Consent.objects.get()
    page.goto(f"{consents}{consent.pk}/")
    press(page, "Withdraw")
    worked()
    page.goto(f"{consents}{consent.pk}/")

    told = page.locator("section, .card").filter(has_text="What was really told").last
    assert told.get_by_role("listitem").all_inner_texts()[0].startswith("Harbor")
    expect(told).to_contain_text("first and last name of the child")
    expect(page.get_by_role("button", name="Withdraw")).to_have_count(0)
    expect(page.get_by_text("Withdrawn").first).to_be_visible()
    assert (asking.partner.known()["applications"], asking.partner.known()["withdrawn"]) == (
        {},
        [str(consent.pk)],
    )


def test_a_barred_guardian_loses_page_feed_bill_and_photograph_within_a_second(
    scene: Scene, sites: FourSites
) -> None:
    school, name = scene.school, "Wilhelmina"
    with school.inside(school.owner):
        student = Student.objects.get(pk=scene.student_id)
        keep_photograph(student=student, data=make_picture(), by=school.owner.actor, at=now())
    inside = f"/{school.slug}"
    places = {
        "page": f"{inside}/schedule/",
        "feed": f"/calendars/{scene.feeds['Dov']}.ics",
        "pdf": f"{inside}/billing/invoices/{scene.invoice_id}/invoice.pdf",
        "photo": f"{inside}/people/students/{scene.student_id}/photograph/picture/",
    }
    office, barred = sites.page_of(school.owner), sites.page_of(scene.barred)
    barred.goto(sites.address("member", places["page"]))
    expect(barred.get_by_text(name).first).to_be_visible()
    order = f"{inside}/people/students/{scene.student_id}/custody-denials/create/"
    office.goto(sites.address("studio", order))
    office.get_by_label("A guardian in our records").select_option(str(scene.barred_guardian_id))
    office.get_by_label("Which order").fill("Family court, May 20")
    barred.evaluate(ASKING, [places, name])
    asked_once(barred, len(places))
    press(office, "Record the order")
    recorded = office.evaluate("Date.now()")
    barred.wait_for_timeout(1000)
    asked_once(barred, len(places))
    asked = barred.evaluate("() => {window.enough = true; return window.asked}")
    barred.reload()

    had = {what: max(at for each, at, got in asked if each == what and got) - recorded for what in places}
    assert {what for what, after in had.items() if after >= 1000} == set()
    assert {what for what, at, got in asked if at >= recorded + 1000 and not got} == set(places)
    expect(barred.get_by_text(name)).to_have_count(0)


def asked_once(page: Page, places: int) -> None:
    """Wait until the browser has asked for each place once more."""
    before = page.evaluate("window.asked.length")
    while page.evaluate("window.asked.length") < before + 2 * places:
        page.wait_for_timeout(50)


def test_a_look_that_an_error_took_back_still_stands_in_the_access_log(
    live_school: School, live_database: TestDatabase, sites: FourSites
) -> None:
    maria = live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Delacroix")
        make_guardian(live_school, family, "Maria", maria)
        kept = make_student(live_school, family, "Theo")
        twin = make_student(live_school, family, "Theodore", birth_date=NOON.date().replace(year=2016))
    office, guardian = sites.page_of(live_school.owner), sites.page_of(maria)
    merging = f"/{live_school.slug}/people/duplicates/student/{kept.pk}/{twin.pk}/"
    office.goto(sites.address("studio", merging))  # what it would do is found by doing it, and taken back
    looks = f"/{live_school.slug}/privacy/students/{twin.pk}/looks/"
    seen = lines_of(guardian, sites.address("member", looks))
    with psycopg.connect(live_database.superuser_dsn(), autocommit=True) as outside:
        outside.execute("alter table people_merge add constraint surprise check (false) not valid")
    press(office, "Merge")
    failed = office.get_by_role("heading", level=1).inner_text()
    seen_after = lines_of(guardian, sites.address("member", looks))
    with live_school.inside(live_school.owner):
        birth_dates = dict(Student.objects.values_list("first_name", "birth_date"))

    assert (len(seen), len(seen_after)) == (1, 2)
    assert all(
        line.startswith("Honora Castellanos-Whitcombe") and "birth date" in line for line in seen_after
    )
    assert "wrong" in failed
    assert (birth_dates["Theo"], birth_dates["Theodore"] is None) == (None, False)  # nothing was moved


def lines_of(page: Page, address: str) -> list[str]:
    page.goto(address)
    return page.locator("main").get_by_role("listitem").all_inner_texts()


def test_an_erased_child_cannot_be_read_after_an_older_backup(
    live_school: School, live_database: TestDatabase, child: Student, sites: FourSites
) -> None:
    maria, older = live_school.people[1], f"{live_database.name}_older"
    guardian, office = sites.page_of(maria), sites.page_of(live_school.owner)
    privacy = sites.address("member", f"/{live_school.slug}/privacy/")
    birth_date = sites.address("studio", f"/{live_school.slug}/people/students/{child.pk}/birth-date/")
    office.goto(birth_date)
    expect(office.get_by_role("heading", level=1)).to_contain_text(NAME)
    copied(live_database.name, older)
    try:
        guardian.goto(f"{privacy}students/{child.pk}/erasures/create/")
        guardian.get_by_label("I know that nobody can undo this").check()
        press(guardian, f"Erase {NAME}")
        worked()
        guardian.reload()
        done = guardian.locator("main").inner_text()
        copied(older, live_database.name)
    finally:
        with psycopg.connect(superuser_dsn(), autocommit=True) as server:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(older)))
    back = rows_with(live_database, NAME)
    with pytest.raises(NotReplayed) as refusal:
        runpy.run_module("museminder.config.wsgi")  # what a server process does first
    replayed: list[Any] = []
    beside(lambda: replayed.append(program.main(["privacy", "replay-erasures"])))
    runpy.run_module("museminder.config.wsgi")
    guardian.goto(privacy)
    office.goto(birth_date)

    expect(office.get_by_role("heading", level=1)).to_have_text("This page is not here")
    assert ("Unreadable in any backup from" in done, NAME in done) == (True, False)
    assert "people_student" in back
    assert str(refusal.value) == (
        "1 of those who were erased can be read again, from an older copy: museminder privacy replay-erasures"
    )
    assert (replayed, rows_with(live_database, NAME)) == ([0], [])
    assert NAME not in guardian.locator("main").inner_text()
    assert NAME not in office.locator("main").inner_text()
