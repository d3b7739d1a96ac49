"""No page of the operator site names anybody's family, child or school."""

from __future__ import annotations

from tests.factories.operators import make_operator
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School
from tests.sites.operator.counting import count

PAGES = (
    "",
    "promise/",
    "staff/",
    "reviews/",
    "attestations/",
    "policies/",
    "changes-of-control/",
    "letters/",
    "breaches/",
    "demands/",
    "emergencies/",
)
FORMS = (
    "breaches/create/",
    "changes-of-control/create/",
    "demands/create/",
    "emergencies/create/",
    "trainings/create/",
    "reviews/create/",
    "attestations/create/",
    "policies/2/postings/",
)
CANARIES = ("Quillfeather", "Zephyrine", "Marmaduke", "Clerestory", "Castellanos")


def test_no_page_names_a_family_a_student_or_a_studio(live_school: School) -> None:
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Quillfeather")
        make_student(live_school, family, "Zephyrine")
        make_guardian(live_school, family, "Marmaduke")
    count()
    client = make_operator().client()
    answers = {page: client.get(f"/{page}", secure=True) for page in (*PAGES, *FORMS)}
    said = {
        page: [word for word in CANARIES if word in answer.content.decode()]
        for page, answer in answers.items()
    }

    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert said == {page: [] for page in answers}
    assert f"Studio {live_school.studio_id}" in answers[""].content.decode()
