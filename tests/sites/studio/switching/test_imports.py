"""Moving in through the pages, with a worker that really works."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from museminder.domain.people.models import Student
from museminder.domain.switching.models import ImportBatch, ImportRow
from tests.browsing import get, post
from tests.schools import School
from tests.working import work

TEXT = (
    "student external id,first name,last name,birth date,family external id,guardian 1 first name\n"
    "s1,Ada,Quill,02/13/2015,f1,Bea\ns2,,Quill,03/14/2016,f1,Bea\n"
)


def test_whole_way_in_and_back(live_school: School) -> None:
    owner = live_school.owner
    files = {"lists": SimpleUploadedFile("students.csv", TEXT.encode(), "text/csv")}
    came = post(owner, live_school, "switching/imports/create/", files)
    assert (came.status_code, came.url.endswith("/mapping/")) == (302, True)
    here = came.url.removeprefix(f"/{live_school.slug}/").removesuffix("mapping/")
    assert b"students.csv" in get(owner, live_school, f"{here}mapping/").content
    assert post(owner, live_school, f"{here}mapping/", {"date_order": ""}).status_code == 422
    assert post(owner, live_school, f"{here}mapping/", {"date_order": "mdy"}).status_code == 302
    assert b"The first name is missing." in get(owner, live_school, f"{here}rows/?state=needs_info").content
    with live_school.inside(owner):
        row = ImportRow.objects.get(state="needs_info").pk
    assert get(owner, live_school, f"switching/imports/rows/{row}/").status_code == 200
    post(owner, live_school, f"switching/imports/rows/{row}/", {"cell-1": "Ottoline"})
    assert get(owner, live_school, f"{here}questions/").status_code == 200
    assert post(owner, live_school, f"{here}questions/", {}).status_code == 302
    assert b"What would be written" in get(owner, live_school, here).content
    assert post(owner, live_school, f"{here}commit/", {}).status_code == 302
    assert b"Being written" in get(owner, live_school, here).content
    work()
    with live_school.inside(owner):
        names = sorted(Student.objects.values_list("first_name", flat=True))
        assert (ImportBatch.objects.get().state, names) == ("committed", ["Ada", "Ottoline"])
    assert b"Take the import back" in get(owner, live_school, here).content
    assert post(owner, live_school, f"{here}undo/", {}).status_code == 302
    work()
    with live_school.inside(owner):
        assert (ImportBatch.objects.get().state, Student.objects.count()) == ("undone", 0)
    assert get(owner, live_school, here).status_code == 200
    assert b"students.csv" in get(owner, live_school, "switching/imports/").content


def test_file_nobody_can_read_is_said_beside_the_field(live_school: School) -> None:
    files = {"lists": SimpleUploadedFile("empty.csv", b"\n", "text/csv")}
    said = post(live_school.owner, live_school, "switching/imports/create/", files)
    assert (said.status_code, b"The file is empty" in said.content) == (422, True)


def test_instructor_finds_no_such_page(live_school: School) -> None:
    instructor = live_school.add_person("Iria Vandersteen", "instructor")
    assert get(instructor, live_school, "switching/imports/").status_code == 404
