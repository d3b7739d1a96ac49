"""Saying where what is written next comes from."""

import pytest
from django.db import DatabaseError, transaction

from museminder.domain.people.actions.guardians import change_guardian
from museminder.domain.people.actions.origins import said_by
from museminder.domain.people.actions.students import change_student
from museminder.domain.people.models import Source
from tests.factories.people import make_family, make_guardian, make_student
from tests.schools import NOON


def test_an_import_is_noted_with_its_file_and_only_inside_the_block(studio):
    with said_by(Source.IMPORT, "families.csv"):
        family = make_family(studio)
    guardian, luz = make_guardian(studio, family, "Ana"), make_student(studio, family, "Luz")
    family.refresh_from_db()
    guardian.refresh_from_db()
    told = (family.origin_of("name"), guardian.origin_of("first_name"))
    assert [(each.source, each.file) for each in told] == [("import", "families.csv"), ("studio", "")]

    who = {"by": studio.owner.actor, "at": NOON}
    with said_by(Source.ACCEPTED):
        change_guardian(guardian_id=guardian.pk, address={"city": "Durham"}, **who)
    guardian.refresh_from_db()
    assert guardian.origin_of("address").source == "accepted"
    with pytest.raises(DatabaseError), transaction.atomic(), said_by(Source.ACCEPTED):
        change_student(student_id=luz.pk, school_name="Northside", **who)
    with pytest.raises(DatabaseError), transaction.atomic(), said_by("external"):
        change_guardian(guardian_id=guardian.pk, email="bought@example.com", **who)
