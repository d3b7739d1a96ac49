"""The hosted page in a real browser: readable on a phone, usable by keyboard, closed to everything foreign."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser import axe_everywhere, browser, look, overflow, small_targets
from tests.counterparts.certificates import TestCertificates
from tests.counterparts.fixtures import Studio
from tests.counterparts.receiver import Receiver
from tests.counterparts.running import RunningStripe
from tests.counterparts.wishes import checkout_wish, setup_wish

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def chromium(certificates: TestCertificates) -> Iterator[Browser]:
    with browser([certificates.certificate]) as running:
        yield running


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(chromium: Browser, complaints: list[str]) -> Iterator[Page]:
    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "402" not in message.text and "422" not in message.text:
            complaints.append(message.text)

    context = chromium.new_context()
    opened = context.new_page()
    opened.on("console", listen)
    yield opened
    context.close()


def wish_to(receiver: Receiver, **more: object) -> dict:
    home = receiver.url.removesuffix("/webhook")
    addresses = {
        "success_url": f"{home}/paid?session={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{home}/account",
    }
    return checkout_wish(18_050, **(addresses | more))


def type_card(page: Page, number: str) -> None:
    page.get_by_label("E-mail").fill("maria@example.com")
    page.get_by_label("Card number").fill(number)
    page.get_by_label("Expiry date").fill("12/40")
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("Maria Delacroix")


def test_a_family_pays_by_keyboard_and_comes_back_to_the_studio(
    counterpart: RunningStripe, studio_account: Studio, receiver: Receiver, page: Page, complaints: list[str]
) -> None:
    session = studio_account.stripe.checkout.sessions.create(wish_to(receiver))
    page.goto(session.url)
    type_card(page, "4000000000009995")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Your card has insufficient funds.")
    typed_number = page.get_by_label("Card number").input_value()
    kept_name = page.get_by_label("Name on card").input_value()

    type_card(page, "4242424242424242")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()

    assert (typed_number, kept_name) == ("", "Maria Delacroix")
    assert receiver.visited == [f"/paid?session={session.id}"]
    assert [charge["status"] for charge in counterpart.charges(studio_account.account_id)] == [
        "succeeded", "failed",
    ]  # fmt: skip
    assert complaints == []


def test_a_family_changes_its_mind(studio_account: Studio, receiver: Receiver, page: Page) -> None:
    session = studio_account.stripe.checkout.sessions.create(wish_to(receiver))
    page.goto(session.url)

    page.get_by_role("link", name="Back to").click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()

    assert receiver.visited == ["/account"]
    assert studio_account.stripe.checkout.sessions.retrieve(session.id).status == "open"


def test_coming_back_to_a_paid_page_does_not_offer_to_pay_again(
    studio_account: Studio, receiver: Receiver, page: Page
) -> None:
    session = studio_account.stripe.checkout.sessions.create(wish_to(receiver))
    page.goto(session.url)
    type_card(page, "4242424242424242")
    page.get_by_role("button", name="Pay $180.50").click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()

    page.goto(session.url)

    expect(page.get_by_role("heading", name="This is done")).to_be_visible()
    assert page.get_by_role("button").count() == 0


@pytest.mark.parametrize("state", ["payment", "mistakes", "setup", "closed"])
def test_the_page_is_accessible_and_fits(
    studio_account: Studio, receiver: Receiver, page: Page, complaints: list[str], state: str
) -> None:
    sessions = studio_account.stripe.checkout.sessions
    session = sessions.create(setup_wish() if state == "setup" else wish_to(receiver))
    page.goto(session.url)
    if state == "mistakes":
        page.get_by_role("button", name="Pay").click()
        expect(page.get_by_role("alert")).to_be_visible()
    if state == "closed":
        sessions.expire(session.id)
        page.reload()
        expect(page.get_by_role("heading", name="This page is no longer open")).to_be_visible()

    found = axe_everywhere(page)

    look(page, 390, "light")
    assert (found, overflow(page), small_targets(page), complaints) == ([], 0, [], [])
