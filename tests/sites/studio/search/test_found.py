"""The one search, as a page and as the list alone."""

from tests.browsing import client_of, get
from tests.factories.people import make_family, make_student


def test_letters_lead_to_the_family_page(live_school):
    with live_school.inside(live_school.owner):
        family = make_family(live_school, "Müller-Peña")
        make_student(live_school, family, "Luz")
    page = get(live_school.owner, live_school, "search/?q=pena").content.decode()
    assert page.count(f"/{live_school.slug}/people/families/{family.pk}/") == 2
    part = client_of(live_school.owner).get(
        f"/{live_school.slug}/search/?q=pena", secure=True, headers={"HX-Request": "true"}
    )
    assert part.content.decode().lstrip().startswith('<div id="results"')


def test_markup_in_the_letters_is_text(live_school):
    page = get(live_school.owner, live_school, "search/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
