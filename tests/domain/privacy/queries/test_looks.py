"""Who looked, with names for staff and none for anybody else."""

from __future__ import annotations

from museminder.domain.privacy.queries.looks import looks_at
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON, School
from tests.vaults import Vault


def test_a_guardian_reads_the_names_of_staff_and_no_other_guardians(school: School, vault: Vault) -> None:
    maria, dov = (school.add_person(name, "guardian") for name in ("Maria", "Dov"))
    with school.inside(school.owner):
        family = make_family(school)
        for person in (maria, dov):
            make_guardian(school, family, person.name, person)
        theodore = make_student(school, family, "Theodore", care_notes="Bees")
        facts = {"purpose": Purpose.LESSON, "at": NOON}
        for person in (school.owner, maria, dov):
            reveal([theodore], ["care_notes"], by=person.actor, **facts)
    with school.inside(maria):
        looks = looks_at([theodore.pk], studio_id=school.studio_id, account_id=maria.account_id)

    seen = [(each.name, each.is_own, each.is_program, each.was_held) for each in looks]
    assert seen == [
        (None, False, False, False),
        (None, True, False, False),
        (school.owner.name, False, False, False),
    ]
