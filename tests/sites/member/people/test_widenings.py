"""Objecting on the family site, once; the way there is in the studio's test of the same name."""

from museminder.domain.people.models import Widening
from tests.browsing import client_of
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import School


def test_objecting_twice_is_told_and_changes_nothing(live_school: School) -> None:
    maria = live_school.add_person("Maria", "guardian")
    with live_school.inside(live_school.owner):
        family = make_family(live_school)
        student = make_student(live_school, family, "Luz")
        make_guardian(live_school, family, "Maria", maria)
        asked = Widening(student=student, sees=True, asked_by_name="Honora")
        asked.save(force_insert=True)
    client, here = client_of(maria), f"/{live_school.slug}/people/widenings/{asked.pk}/"
    answers = [client.post(f"{here}object/", secure=True).headers["Location"] for _ in range(2)]
    page = client.get(here, secure=True).content.decode()
    with live_school.inside(live_school.owner):
        after = Widening.objects.get()

    assert answers == [here, here]
    assert (after.state, after.decided_by_name) == ("objected", "Maria")
    assert "This was decided already." in page
    assert "I object" not in page
