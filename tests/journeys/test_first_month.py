"""The first month of a studio, through its pages alone: from an imported roster to a card payment.

The database is read once, at the end, and so are the books of the counterpart that stands in for Stripe.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import expect

from tests.databases import TestDatabase
from tests.journeys.installation import Installation
from tests.journeys.visitor import Visitor

ROSTER = Path(__file__).parents[1] / "data/rosters/my-music-staff/ContactList.csv"
OWNER, GUARDIAN = "honora@clerestory.example", "patrickacosta@example.net"
PASSWORD = "four quiet lamps at noon"
TODAY = date.today()  # noqa: DTZ011  a page is given days around the real one
TOMORROW = TODAY + timedelta(days=1)
NEXT_MONTH = (TODAY.replace(day=1) + timedelta(days=32)).replace(day=1)
RECORDERS, CHAMBER = "Recorder ensemble", "Chamber music"

BOOKS = """
select (select count(*) from billing_charge),
       (select array_agg((amount, allocated_amount, reversed_at is null)::text) from billing_charge),
       (select array_agg((method, amount, allocated_amount)::text) from billing_receipt),
       (select array_agg(amount) from billing_allocation),
       (select array_agg(state) from billing_paymentattempt),
       (select sum(amount)::int from billing_ledgerline),
       (select count(*) from (select from billing_ledgerline group by transaction_id having sum(amount) <> 0) off)
"""


@pytest.mark.journey
def test_studio_opens_brings_its_roster_posts_a_month_and_is_paid_by_card_once(
    owner: Visitor, guardian: Visitor, installation: Installation, live_database: TestDatabase
) -> None:
    open_a_studio(owner)
    bring_the_roster(owner)
    connect_stripe(owner)
    say_what_it_costs(owner)
    put_on_the_calendar(owner, RECORDERS, "Alisha Hunter", "08:00")
    bill_by_the_plan(owner)
    enroll(owner, "William Frye")
    put_on_the_calendar(owner, CHAMBER, "Glen King", "09:00")  # without a plan: posting has something to ask
    enroll(owner, "Kirk Willis")
    post_the_month(owner)
    invite_the_guardian(owner)
    join(guardian)
    set_a_passkey(guardian)
    see_the_lesson(guardian)
    pay_by_card(guardian)
    see_it_settled(owner)

    assert [(charge["amount"], charge["status"]) for charge in installation.charges()] == [
        (160_00, "succeeded")
    ]
    assert books(live_database) == (
        1,
        ["(16000,16000,t)"],
        ["(card,16000,16000)"],
        [160_00],
        ["paid"],
        0,
        0,
    )
    assert (owner.complaints, guardian.complaints) == ([], [])


def open_a_studio(owner: Visitor) -> None:
    """An account, its address confirmed by letter, a passkey, and a studio of one's own."""
    owner.open("/accounts/signup/")
    owner.write(your_name="Honora Castellanos", email=OWNER, password=PASSWORD)
    owner.press("Make an account")
    owner.open(owner.at.link_in_letter(OWNER, "/accounts/confirm-email/"))
    owner.press("Yes, confirm")
    owner.write(email=OWNER, password=PASSWORD)
    owner.press("Sign in")
    owner.is_at("One more lock")
    owner.follow("Add a passkey")
    owner.press("Add it")
    owner.is_at("Recovery codes")
    owner.follow("Continue")
    owner.follow("Open a studio")
    owner.write(name="Clerestory Conservatory", word="clerestory")
    owner.choose(country="United States", time_zone="America/New York")
    owner.press("Open it")
    owner.is_at(re.compile("Honora"))


def bring_the_roster(owner: Visitor) -> None:
    """A whole school; one of its 198 students lacks a first name, which is typed in before anything is written."""
    owner.follow("Import")
    owner.follow("New import")
    owner.field("files").set_input_files(ROSTER)
    owner.press("Upload")
    owner.press("Look the files over")
    owner.follow("Need information: 1")
    owner.follow(re.compile("^Mend "))
    owner.write(first_name="Odile")
    owner.press("Keep and look over again")
    owner.reads("What would be written")
    owner.press("Write it into the studio")
    owner.reads("The import is in the studio")  # the bar before it moves by itself
    owner.follow("Families")
    owner.reads("124 families are with us.")  # 16 of the 140 have left


def connect_stripe(owner: Visitor) -> None:
    """The key of the studio's own Stripe account."""
    owner.follow("Card payments")
    owner.write(secret_key=f"sk_test_{'4f' * 12}")
    owner.press("Connect")
    owner.reads("Your Stripe account is connected")


def say_what_it_costs(owner: Visitor) -> None:
    """A tuition plan, and a season to hold classes in."""
    owner.follow("Tuition plans")
    owner.follow("New plan")
    owner.write(name="Ensembles", amount_a_month="160.00")
    owner.choose(how_tuition_is="A fixed amount a month")
    owner.press("Save the plan")
    owner.follow("Classes")
    owner.follow("Seasons")
    owner.follow("Add a season")
    first_day, last_day = TODAY - timedelta(days=7), TODAY + timedelta(days=180)
    owner.write(name="This year", first_day=str(first_day), last_day=str(last_day))
    owner.press("Save")


def put_on_the_calendar(owner: Visitor, course: str, teacher: str, starts: str) -> None:
    """A course of the school's own, taught by somebody of the roster once a week, from tomorrow on."""
    owner.follow("Classes")
    owner.follow("Add a course")
    owner.write(name=course)
    owner.press("Save")
    owner.follow("Offer it")
    owner.choose(season="This year", instructor=teacher, weekday=f"{TOMORROW:%A}")
    owner.write(begins=starts)
    owner.press("Put it on the calendar")
    owner.is_at(course)
    owner.follow("Roster")


def bill_by_the_plan(owner: Visitor) -> None:
    """From the roster of a class."""
    owner.follow("Tuition")
    owner.choose(tuition_plan="Ensembles")
    owner.press("Save")


def enroll(owner: Visitor, student: str) -> None:
    """From the roster of a class: found by a few letters, enrolled from today on."""
    owner.follow("Enroll a student")
    letters = owner.field("Student")
    letters.fill(student[:4].lower())
    with owner.page.expect_navigation():
        letters.press("Enter")
    owner.follow(student)
    owner.press("Enroll")
    expect(owner.page.get_by_role("row", name=student)).to_have_count(1)


def post_the_month(owner: Visitor) -> None:
    """The second class has no plan: its row waits for a decision and is left out."""
    owner.follow("Month posting")
    owner.write(month=f"{NEXT_MONTH:%Y-%m}")
    owner.press("Show what it comes to")
    owner.reads("1 row needs a decision first.")
    row = owner.page.get_by_role("row").filter(has_text=CHAMBER)
    with owner.page.expect_navigation():
        row.get_by_role("button", name="Leave out").click()
    owner.press("Post $160.00")
    owner.reads("This month is posted")


def invite_the_guardian(owner: Visitor) -> None:
    """From the family's page."""
    owner.follow("Families")
    owner.follow("Frye")
    owner.page.get_by_label("What can be done for Anna Frye").click()
    owner.follow("Invite")
    owner.press("Send the invitation")


def join(guardian: Visitor) -> None:
    """The letter's link, an account with the address it went to, one button."""
    guardian.open(guardian.at.link_in_letter(GUARDIAN, "/accounts/invitations/"))
    guardian.follow("Make an account")
    guardian.write(your_name="Anna Frye", password=PASSWORD)
    guardian.press("Make an account")
    guardian.press("Join Clerestory Conservatory")
    guardian.is_at(re.compile("^Next: "))


def set_a_passkey(guardian: Visitor) -> None:
    """From the menu under one's own name."""
    guardian.page.get_by_text("Your account, Anna Frye").locator("..").click()
    guardian.follow("Your sign-in")
    guardian.follow("Passkeys and second factor")
    guardian.follow("Add a passkey")
    guardian.write(password=PASSWORD)
    guardian.press("Go on")
    guardian.press("Add it")
    guardian.is_at("Recovery codes")
    guardian.open("/")


def see_the_lesson(guardian: Visitor) -> None:
    """On the schedule."""
    guardian.follow("Schedule")
    guardian.reads(f"William: {RECORDERS}")


def pay_by_card(guardian: Visitor) -> None:
    """Pressed twice; the card is typed on the gateway's page, and the way back waits for the gateway's word."""
    guardian.follow("Pay")
    guardian.follow("Pay now")
    guardian.is_at("Pay $160.00")
    guardian.page.get_by_role("button", name="Go to payment").dblclick()
    guardian.reads("Card details")
    guardian.write(e_mail=GUARDIAN, card_number="4242 4242 4242 4242", expiry="12/40", security="123")
    guardian.write(name_on="Anna Frye")
    guardian.press("Pay $160.00")
    guardian.reads("Nothing is open")


def see_it_settled(owner: Visitor) -> None:
    """The office sees the charge settled on the family's account."""
    owner.follow("Accounts")
    owner.follow("Frye")
    row = owner.page.get_by_role("row", name=RECORDERS).filter(has_text="Settled")
    assert row.count() == 1


def books(database: TestDatabase) -> tuple[Any, ...] | None:
    """Everything about money, looked at from outside."""
    with psycopg.connect(database.superuser_dsn()) as connection:
        return connection.execute(BOOKS).fetchone()
