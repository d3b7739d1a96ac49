"""A demand by its pages: recorded by one, approved by two, put together, fetched once; then told; then counted."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from museminder.domain.oversight.models import LegalDemand
from museminder.domain.oversight.tasks import look_for_demands
from museminder.primitives.clock import now
from tests.browsing import get
from tests.factories.operators import make_operator
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.sites.operator.counting import count
from tests.sites.studio.switching.test_imports import work

pytestmark = pytest.mark.usefixtures("vault")


def said(school: School, student: Any, **changed: Any) -> dict[str, Any]:
    """What is typed about a paper, as narrow as one child."""
    at = now()
    return {
        "number": school.studio_id,
        "kind": "warrant",
        "issuer": "County Court",
        "reference": "22 C 1234",
        "paper": SimpleUploadedFile("paper.pdf", b"%PDF order", "application/pdf"),
        "received_at": f"{at - timedelta(hours=1):%Y-%m-%d %H:%M}",
        "student_ids": str(student.pk),
        "family_ids": "",
        "records": ["student"],
        "expires_on": f"{at + timedelta(days=30):%Y-%m-%d}",
        "gag_until_on": "",
    } | changed


def test_the_whole_way_of_a_demand(live_school: School) -> None:
    maria = live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Quillfeather")
        make_guardian(live_school, family, "Marmaduke", maria, email="maria@example.com")
        student = make_student(live_school, family, "Zephyrine")
    count()
    clerk, first, second = (make_operator(name).client() for name in ("Clara C", "Alma A", "Bela B"))
    wrong = [
        clerk.post("/demands/create/", said(live_school, student, **each), secure=True).status_code
        for each in (
            {"student_ids": ""},
            {"student_ids": "Zephyrine"},
            {"number": 9999},
            {"records": []},
            {"expires_on": "2020-01-01"},
        )
    ]
    done = clerk.post("/demands/create/", said(live_school, student), secure=True)
    demand = LegalDemand.objects.using("owner").get()
    here = f"/demands/{demand.pk}/"
    asked_too_early = clerk.post(f"{here}archives/", secure=True)
    for each in (clerk, first, first, second):
        each.post(f"{here}approvals/", secure=True)
    approved = LegalDemand.objects.using("owner").get()
    with_key = first.post(f"{here}archives/", secure=True).content.decode()
    key = re.search(r'id="archive-key" readonly value="([^"]+)"', with_key)[1]
    look_for_demands(0)
    work()
    no_key = second.post(f"{here}copies/", {"key": "x"}, secure=True).status_code
    archive = second.post(f"{here}copies/", {"key": key}, secure=True)
    again = second.post(f"{here}copies/", {"key": key}, secure=True).status_code
    pages = [second.get(each, secure=True).content.decode() for each in ("/demands/", here)]
    family_reads = get(maria, live_school, "privacy/demands/").content.decode()
    center = get(maria, live_school, "privacy/").content.decode()
    told = get(maria, live_school, "consents/").content.decode()
    owner_reads = get(live_school.owner, live_school, "privacy/demands/").content.decode()

    assert (wrong, done.status_code, asked_too_early.status_code) == ([422] * 5, 302, 302)
    assert (approved.first_approver, approved.second_approver) == ("Alma A", "Bela B")
    assert (no_key, again) == (422, 422)
    assert "Zephyrine" in zipfile.ZipFile(io.BytesIO(archive.content)).read("data.json").decode()
    assert [word for word in ("Zephyrine", "Quillfeather", key) for page in pages if word in page] == []
    assert ["22 C 1234" in page for page in (*pages, family_reads, owner_reads)] == [True] * 4
    assert "A court demanded something about your family" in center
    assert "A court or an authority, because it was demanded" in told
