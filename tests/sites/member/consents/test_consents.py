"""What a family agreed to and what was told, on one page; each list asks the same number of questions."""

from __future__ import annotations

import pytest

from museminder.domain.consents.actions.consents import ask_partner
from tests.browsing import client_of, get
from tests.counting import statements
from tests.factories.people import make_student
from tests.schools import NOON
from tests.sites.member.consents.conftest import Asking

STATEMENTS = 10


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_consent_and_for_three(asking: Asking, count: int) -> None:
    with asking.school.inside(asking.school.owner):
        family = asking.theodore.households.get().family
        others = [make_student(asking.school, family, name) for name in ("Ada", "Bo")]
    with asking.school.inside(asking.guardian):
        for student in [asking.theodore, *others][:count]:
            ask_partner(student_id=student.pk, partner="harbor", by=asking.guardian.actor, at=NOON)
    client = client_of(asking.guardian)
    client.get(f"/{asking.school.slug}/consents/", secure=True)
    with statements("member") as asked:
        page = client.get(f"/{asking.school.slug}/consents/", secure=True).content.decode()

    assert sum(page.count(f"{name}: Harbor") for name in ("Theodore", "Ada", "Bo")) == count
    assert len(asked) == STATEMENTS


def test_another_familys_consent_is_not_found(asking: Asking) -> None:
    stranger = asking.school.add_person("Joris Vandersteen", "guardian")
    with asking.school.inside(asking.guardian):
        consent = ask_partner(
            student_id=asking.theodore.pk, partner="harbor", by=asking.guardian.actor, at=NOON
        ).consent_id

    assert get(asking.guardian, asking.school, f"consents/{consent}/").status_code == 200
    assert get(stranger, asking.school, f"consents/{consent}/").status_code == 404
