"""Attack 32: a session's cookie is stolen, and used from another device, another place, or after its end.

Support's own doors, which the same number covers, are in ``test_32_support.py``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from museminder.domain.people.actions.staff_roles import part_with_staff_member
from museminder.domain.switching.models import ImportRow
from museminder.foundation.identity.actions.accounts import close_account
from museminder.foundation.identity.actions.memberships import change_roles, end_membership
from museminder.foundation.identity.models import Account, Session
from museminder.foundation.identity.sessions import hash_of
from museminder.primitives.clock import now
from tests.browsing import client_of
from tests.factories.people import make_family, make_staff_member, make_student
from tests.foundation.identity.browser import Browser, code_of, words
from tests.foundation.identity.people import PASSWORD
from tests.schools import Person, School

HERE, NEARBY, AWAY = "203.0.113.77", "203.0.113.201", "198.51.100.9"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
AGAIN = "/accounts/2fa/reauthenticate/"
pytestmark = pytest.mark.usefixtures("mailoutbox")


def signs_in(person: Person) -> tuple[Browser, str]:
    """The person's own browser at its usual place, with an authenticator app; and the app's secret."""
    account = Account.objects.using("owner").get(pk=person.account_id)
    account.set_password(PASSWORD)
    account.save(using="owner")
    account.emailaddress_set.create(email=account.email, verified=True, primary=True)
    browser = Browser(person.site, address=HERE)
    browser.sign_in(person.email, PASSWORD)
    return browser, browser.set_up_app()


def thief(browser: Browser, *, address: str, user_agent: str = "") -> Browser:
    """Another computer that holds the same cookie."""
    other = Browser(browser.site, secret=browser.secret, address=address)
    if user_agent:
        other.client.defaults["HTTP_USER_AGENT"] = user_agent
        other.client.headers = {}
    return other


def seen(answer: Any) -> str:
    """What came: the page, or where the browser was sent."""
    return (
        str(answer.status_code) if answer.status_code != 302 else answer.headers["Location"].partition("?")[0]
    )


def test_from_elsewhere_a_cookie_asks_for_the_second_factor_again(live_school: School) -> None:
    own, app = signs_in(live_school.owner)
    home, pages = f"/{live_school.slug}/", ("/", "/accounts/sessions/", "/accounts/email/", "/accounts/2fa/")
    away = thief(own, address=AWAY)
    at_home = [seen(own.open(home)), seen(thief(own, address=NEARBY).open(home))]
    stolen = [seen(away.open(path)) for path in (home, *pages)]
    changed = seen(away.send(f"{home}people/families/create/", name="Planted"))
    in_pieces = away.client.get(home, secure=True, headers={"HX-Request": "true"}).headers.get(
        "HX-Redirect", ""
    )
    by_password = seen(away.send("/accounts/reauthenticate/", password=PASSWORD))
    still = seen(away.open(home))

    assert at_home == ["200", "200"]
    assert stolen == [AGAIN] * 5
    assert (changed, in_pieces.partition("?")[0], still) == (AGAIN, AGAIN, AGAIN)
    assert by_password == AGAIN  # a password is not enough, known or guessed
    # The person themselves, on the way: asked once, then known in both places.
    code = code_of(app, step=1)
    assert seen(away.send(f"{AGAIN}?next={home}", code=code)) == home
    assert [seen(away.open(home)), seen(own.open(home))] == ["200", "200"]
    with live_school.inside(live_school.owner):
        assert Session.objects.get(pk=hash_of(own.secret)).address_prefix == "198.51.100.0/24, 203.0.113.0/24"


def test_in_another_browser_a_familys_cookie_opens_nothing_and_its_telephone_may_travel(
    live_school: School,
) -> None:
    own, _app = signs_in(live_school.add_person("Dov", "guardian"))
    home = f"/{live_school.slug}/"
    other = Browser("member", secret=own.secret, address=HERE)
    travels = thief(own, address=AWAY)

    def in_safari(path: str) -> str:
        return seen(other.client.get(path, secure=True, headers={"user-agent": SAFARI}))

    assert [in_safari(home), in_safari("/accounts/sessions/"), in_safari("/")] == [AGAIN] * 3
    assert [seen(own.open(home)), seen(travels.open(home))] == ["200", "200"]


def test_after_a_new_password_it_is_dead(live_school: School) -> None:
    own, _app = signs_in(live_school.owner)
    home, new = f"/{live_school.slug}/", "seven cellos in a lift"
    elsewhere = Browser("studio", secret=client_of(live_school.owner).cookies["__Host-studio"].value)
    before = seen(elsewhere.open(home))
    own.send("/accounts/password/change/", oldpassword=PASSWORD, password1=new, password2=new)

    assert (before, seen(elsewhere.open(home)), seen(own.open(home))) == ("200", "/accounts/login/", "200")


def test_a_role_that_was_taken_a_membership_that_ended_and_an_account_that_was_closed(
    live_school: School,
) -> None:
    owner, slug = live_school.owner.actor, live_school.slug
    ida = live_school.add_person("Ida", "manager", "instructor")
    cookie, staff = client_of(ida), f"/{slug}/people/staff/"

    def status(path: str) -> int:
        return cookie.get(path, secure=True).status_code

    seen_so_far = [(status(f"/{slug}/"), status(staff))]
    with live_school.inside(live_school.owner):
        change_roles(membership_id=ida.membership_id, roles=["instructor"], by=owner, at=now())
    seen_so_far.append((status(f"/{slug}/"), status(staff)))
    with live_school.inside(live_school.owner):
        end_membership(membership_id=ida.membership_id, by=owner, at=now())
    seen_so_far.append((status(f"/{slug}/"), status(staff)))
    close_account(account=Account.objects.get(pk=ida.account_id), at=now())
    seen_so_far.append((status(f"/{slug}/"), status("/accounts/sessions/")))

    assert seen_so_far == [(200, 200), (200, 404), (404, 404), (302, 302)]


def test_whoever_left_the_school_is_out_with_the_next_click(live_school: School) -> None:
    ida = live_school.add_person("Ida", "instructor")
    cookie, home = client_of(ida), f"/{live_school.slug}/"
    with live_school.inside(live_school.owner):
        row = make_staff_member(live_school, "Ida", ida)
    before = cookie.get(home, secure=True).status_code
    with live_school.inside(live_school.owner):
        part_with_staff_member(staff_member_id=row.pk, by=live_school.owner.actor, at=now())
    after = cookie.get(home, secure=True).status_code

    assert (before, after) == (200, 404)


def the_rows_of_an_import(school: School, browser: Browser) -> list[str]:
    """The pages where an import shows what its files say of many children."""
    text = "student external id,first name,last name,family external id\ns1,Ada,,f1\n"
    home, files = f"/{school.slug}/", {"lists": SimpleUploadedFile("students.csv", text.encode(), "text/csv")}
    here = browser.send(f"{home}switching/imports/create/", **files).headers["Location"]
    browser.send(here, date_order="mdy")
    with school.inside(school.owner):
        row = ImportRow.objects.get()
    rows = f"{home}switching/imports/{row.batch_id}/rows/?state={row.state}"
    return [rows, f"{home}switching/imports/rows/{row.pk}/"]


@pytest.mark.usefixtures("vault")
def test_what_is_graver_asks_for_a_second_factor_that_was_shown_lately(
    live_school: School, settings: Any
) -> None:
    own, app = signs_in(live_school.owner)
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz", care_notes="Wears a pump")
        ida = make_staff_member(live_school, "Ida", live_school.add_person("Ida", "instructor"))
    here, notes = f"/{live_school.slug}", f"care_notes-{student.pk}-purpose"
    bulk = the_rows_of_an_import(live_school, own)
    reveal, keys = f"{here}/people/students/{student.pk}/care-notes/", f"{here}/billing/cards/"
    roles = f"{here}/people/staff/{ida.pk}/roles/"
    told = words(own.send(reveal, **{notes: "lesson"}))
    listed = [b"Ada" in own.open(path).content for path in bulk]
    windows = settings.IDENTITY_SHOWN_WITHIN
    settings.IDENTITY_SHOWN_WITHIN = dict.fromkeys(windows, timedelta(0))  # as if both windows had gone by
    refused = own.send(reveal, **{notes: "lesson"})
    stopped = [seen(own.open(path)) for path in (keys, roles)] + [seen(own.send(roles, roles="owner"))]
    answered = [seen(own.open(path)) for path in bulk] + [seen(own.send(path, version="0")) for path in bulk]
    settings.IDENTITY_SHOWN_WITHIN = windows
    own.send(AGAIN, code=code_of(app, step=1))

    assert (listed, answered) == ([True, True], [AGAIN] * 4)
    assert "Wears a pump" in told
    assert (seen(refused), b"Wears a pump" in refused.content) == (AGAIN, False)
    assert stopped == [AGAIN] * 3
    assert [seen(own.open(path)) for path in (keys, roles)] == ["200", "200"]
