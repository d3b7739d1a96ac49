"""Taking everything along through the pages, with a worker that really works."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from museminder.domain.leaving.models import Export
from museminder.domain.people.models import Family
from museminder.foundation.audit.models import Change
from museminder.foundation.identity.models import Account
from museminder.primitives.clock import now
from museminder.primitives.ids import uuid7
from tests.browsing import client_of, get, post
from tests.schools import NOON, School, open_school
from tests.sites.studio.switching.test_imports import work

PAGES = "leaving/exports/"
PASSWORD = "purple bassoon dines late"


@pytest.fixture
def school(live_school: School) -> School:
    """A school whose owner has no password to show again."""
    account = Account.objects.using("owner").get(pk=live_school.owner.account_id)
    account.set_unusable_password()
    account.save(using="owner")
    return live_school


def test_whole_way_from_asking_to_thrown_away(school: School) -> None:
    owner = school.owner
    with school.inside(owner):
        Family.objects.create(name="Quill")
    assert b"No export yet" in get(owner, school, PAGES).content
    here = post(owner, school, f"{PAGES}create/", {}).url.removeprefix(f"/{school.slug}/")
    assert b"Being made" in get(owner, school, here).content
    assert post(owner, school, f"{PAGES}create/", {}).url.endswith(here)  # pressed twice
    assert get(owner, school, f"{here}export.zip").status_code == 302  # not yet there
    work()
    assert b"The export is ready" in get(owner, school, here).content
    file = get(owner, school, f"{here}export.zip")
    assert (file["Content-Type"], file["Cache-Control"], file.streaming) == (
        "application/zip",
        "no-store",
        False,
    )
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert b'"name":"Quill"' in archive.read("tables/people.family.jsonl")
    with school.inside(owner):
        whats = [change.what for change in Change.objects.filter(what__startswith="leaving.").order_by("id")]
        assert whats == [f"leaving.export.{verb}" for verb in ("asked", "made", "fetched")]
    assert post(owner, school, f"{here}remove/", {}).status_code == 302
    assert b"The file is no longer there" in get(owner, school, here).content
    assert b"No longer there" in get(owner, school, PAGES).content


def test_link_ends_after_three_days(school: School) -> None:
    post(school.owner, school, f"{PAGES}create/", {})
    work()
    with school.inside(school.owner):
        export = Export.objects.get()
        assert export.expires_at == export.ready_at + timedelta(days=3)
        Export.objects.update(expires_at=now() - timedelta(seconds=1))

    answer = get(school.owner, school, f"{PAGES}{export.pk}/export.zip")
    assert (answer.status_code, answer.url) == (302, f"/{school.slug}/{PAGES}{export.pk}/")
    assert b"The file is no longer there" in get(school.owner, school, f"{PAGES}{export.pk}/").content


def test_for_nobody_else_there_is_such_a_page(school: School) -> None:
    with school.inside(school.owner):
        export = Export.objects.create(
            asked_by_name="H", asked_at=NOON, state="ready", expires_at=now() + timedelta(1)
        )
    for role in ("manager", "office", "instructor", "guardian"):
        person = school.add_person("Somebody", role)
        seen = [
            get(person, school, f"{PAGES}{page}") for page in ("", f"{export.pk}/", f"{export.pk}/export.zip")
        ]
        sent = [post(person, school, f"{PAGES}{page}", {}) for page in ("create/", f"{export.pk}/remove/")]
        assert {answer.status_code for answer in seen + sent} == {404}
    with school.inside(school.owner):
        assert [(each.pk, each.state) for each in Export.objects.all()] == [(export.pk, "ready")]


def test_another_studio_s_file_is_like_no_file(school: School) -> None:
    with school.inside(school.owner):
        export = Export.objects.create(
            asked_by_name="H", asked_at=NOON, state="ready", expires_at=now() + timedelta(1)
        )
    other = open_school("other", "Other")
    for page in ("", "export.zip"):
        theirs, nobody = (get(other.owner, other, f"{PAGES}{pk}/{page}") for pk in (export.pk, uuid7()))
        assert (theirs.status_code, theirs.content) == (404, nobody.content)


def test_who_takes_everything_shows_once_more_who_they_are(live_school: School) -> None:
    account = Account.objects.using("owner").get(pk=live_school.owner.account_id)
    account.set_password(PASSWORD)
    account.save(using="owner")
    with live_school.inside(live_school.owner):
        export = Export.objects.create(
            asked_by_name="H", asked_at=NOON, state="ready", expires_at=now() + timedelta(1)
        )
    client, exports = client_of(live_school.owner), f"/conservatory/{PAGES}"
    asked = client.post(f"{exports}create/", secure=True)
    fetched = client.get(f"{exports}{export.pk}/export.zip", secure=True)
    again = "/accounts/reauthenticate/?next=%2Fconservatory%2Fleaving%2Fexports%2F"

    assert (asked.status_code, asked.url) == (302, again)
    assert (fetched.status_code, fetched.url) == (302, f"{again}{export.pk}%2Fexport.zip")
    shown = client.post(
        fetched.url, {"password": PASSWORD, "next": f"{exports}{export.pk}/export.zip"}, secure=True
    )
    assert (shown.status_code, shown.url) == (302, f"{exports}{export.pk}/export.zip")
    with live_school.inside(live_school.owner):
        assert Export.objects.count() == 1
    client.post(f"{exports}create/", secure=True)
    with live_school.inside(live_school.owner):
        assert Export.objects.count() == 2
