"""The page on which a guardian looks at how the post would write their address."""

from tests.browsing import get, post
from tests.factories.people import make_family, make_guardian


def test_a_problem_stands_beside_its_part_and_a_stale_click_changes_nothing(live_school):
    dov = live_school.add_person("Dov", "guardian")
    typed = {"street": "4 Elm", "region": "nc", "postal_code": "90210"}
    with live_school.inside(live_school.owner):
        guardian = make_guardian(live_school, make_family(live_school), "Dov", dov, address=typed)
    where = f"people/guardians/{guardian.pk}/address/"
    shown = get(dov, live_school, where).content.decode()
    assert [
        words in shown for words in ("Missing", "Not a postal code of this region", "Checked against")
    ] == [True] * 3
    for version in ("99", "x", ""):
        assert post(dov, live_school, f"{where}accept/", {"version": version}).status_code == 302
    assert "90210" in get(dov, live_school, where).content.decode()
