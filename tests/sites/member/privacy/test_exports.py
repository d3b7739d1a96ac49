"""A copy is asked for by a button, once however often it is pressed, and fetched by the one who asked alone."""

from __future__ import annotations

from museminder.domain.privacy.models import FamilyExport
from tests.browsing import get, post
from tests.sites.member.billing.paying import work
from tests.sites.member.privacy.conftest import Home


def test_whole_way_from_asking_to_fetching(home: Home) -> None:
    here = [post(home.maria, home.school, "privacy/exports/create/", {}).url for _press in range(2)]
    path = here[0].removeprefix(f"/{home.school.slug}/")
    early = get(home.maria, home.school, f"{path}copy.zip")
    work()
    page = get(home.maria, home.school, path).content.decode()
    copy = get(home.maria, home.school, f"{path}copy.zip")
    stranger = home.school.add_person("Joris", "guardian")

    assert here[0] == here[1]
    assert (early.status_code, "It is ready" in page) == (302, True)
    assert (copy["Content-Type"], copy["Cache-Control"], copy.content[:2]) == (
        "application/zip",
        "no-store",
        b"PK",
    )
    assert get(stranger, home.school, path).status_code == 404
    with home.school.inside(home.maria):
        assert FamilyExport.objects.get().size == len(copy.content)
