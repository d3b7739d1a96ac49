"""Import pages that somebody else overtook, forms sent twice, files that are too large: nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from museminder.domain.switching.models import ImportBatch, ImportRow
from museminder.primitives import clock
from tests.browsing import get, post
from tests.schools import School

TEXT = (
    "student external id,first name,last name,birth date,family external id,guardian 1 first name\n"
    "s1,Ada,Quill,02/13/2015,f1,Bea\ns2,,Quill,03/14/2016,f1,Bea\ns1,Eve,Quill,03/14/2016,f1,Bea\n"
)


def uploaded(school: School) -> str:
    """The address of an import that was looked over."""
    files = {"lists": SimpleUploadedFile("students.csv", TEXT.encode(), "text/csv")}
    came = post(school.owner, school, "switching/imports/create/", files)
    here = came.url.removeprefix(f"/{school.slug}/").removesuffix("mapping/")
    post(school.owner, school, f"{here}mapping/", {"date_order": "mdy"})
    return here


def test_a_page_somebody_overtook_is_refused_and_keeps_what_was_typed(live_school: School) -> None:
    owner, here = live_school.owner, uploaded(live_school)
    with live_school.inside(owner):
        version = ImportBatch.objects.get().version
        row = ImportRow.objects.get(state="needs_info").pk
    typed = {"cell-1": "Ottoline", "version": str(version)}
    assert post(owner, live_school, f"{here}mapping/", {"date_order": "mdy"}).status_code == 302
    late = post(owner, live_school, f"switching/imports/rows/{row}/", typed)
    assert (late.status_code, b"Somebody changed this import" in late.content) == (422, True)
    assert b'value="Ottoline"' in late.content
    mapping = {"date_order": "dmy", "f0-column-first_name": "last name", "version": str(version)}
    late = post(owner, live_school, f"{here}mapping/", mapping)
    assert (late.status_code, b'value="dmy" checked' in late.content) == (422, True)
    answers = post(owner, live_school, f"{here}questions/", {"version": str(version)})
    assert answers.status_code == 422
    commit = post(owner, live_school, f"{here}commit/", {"version": str(version)})
    with live_school.inside(owner):
        assert (commit.status_code, ImportBatch.objects.get().state) == (302, "checked")


def test_two_clicks_ask_for_one_job_and_a_worker_that_is_gone_is_said(live_school: School) -> None:
    owner, here = live_school.owner, uploaded(live_school)
    with live_school.inside(owner):
        version = str(ImportBatch.objects.get().version)
    for _click in range(2):
        assert post(owner, live_school, f"{here}commit/", {"version": version}).status_code == 302
    jobs = ProcrastinateJob.objects.using("owner").filter(task_name="switching.commit")
    assert jobs.count() == 1
    assert b"It has paused" not in get(owner, live_school, here).content
    with live_school.inside(owner):
        ImportBatch.objects.update(progressed_at=clock.now() - timedelta(minutes=2))
    page = get(owner, live_school, here).content
    assert (b"It has paused" in page, b"Go on" in page) == (True, True)
    post(owner, live_school, f"{here}commit/", {})
    assert jobs.count() == 2


def test_removed_files_are_said_on_every_page(live_school: School) -> None:
    owner, here = live_school.owner, uploaded(live_school)
    assert b"removed in the night after" in get(owner, live_school, here).content
    with live_school.inside(owner):
        ImportBatch.objects.update(forgotten_at=clock.now())
        row = ImportRow.objects.first().pk
    assert b"The uploaded files were removed on" in get(owner, live_school, here).content
    assert get(owner, live_school, f"{here}mapping/").status_code == 302
    assert get(owner, live_school, f"switching/imports/rows/{row}/").status_code == 404
    assert post(owner, live_school, f"{here}commit/", {}).status_code == 302
    with live_school.inside(owner):
        assert ImportBatch.objects.get().state == "checked"


def test_files_that_are_too_large_are_never_kept(live_school: School) -> None:
    large = SimpleUploadedFile("large.csv", b"a" * 21_000_000, "text/csv")
    said = post(live_school.owner, live_school, "switching/imports/create/", {"lists": large})
    assert (said.status_code, b"A file is larger than 20 MB" in said.content) == (422, True)
    larger = SimpleUploadedFile("larger.csv", b"a" * 34_000_000, "text/csv")
    said = post(live_school.owner, live_school, "switching/imports/create/", {"lists": larger})
    assert (said.status_code, b"Together the files are larger than 33 MB" in said.content) == (422, True)
    with live_school.inside(live_school.owner):
        assert ImportBatch.objects.count() == 0
