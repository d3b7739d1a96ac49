"""A suggestion is taken or left by its owner alone."""

import pytest

from museminder.domain.people.actions.address_suggestions import (
    accept_suggestion,
    refuse_suggestion,
    suggestion_for,
)
from museminder.foundation.identity.rules import Refused
from tests.factories.people import make_family, make_guardian
from tests.schools import NOON


def test_the_studio_answers_for_nobody_and_a_refusal_is_for_one_text(school):
    dov = school.add_person("Dov", "guardian")
    typed = {"street": "4 Elm", "city": "durham", "region": "NC", "postal_code": "27701"}
    with school.inside(school.owner):
        guardian = make_guardian(school, make_family(school), "Dov", dov, address=typed)
        with pytest.raises(Refused):
            accept_suggestion(
                guardian_id=guardian.pk, version=guardian.version, by=school.owner.actor, at=NOON
            )
    who = {"by": dov.actor, "at": NOON}
    with school.inside(dov):
        guardian.refresh_from_db()
        assert suggestion_for(guardian, **who).corrections == {"city": "Durham"}
        refuse_suggestion(guardian_id=guardian.pk, version=guardian.version, **who)
        again = suggestion_for(guardian, **who)
        assert (again.was_refused, again.corrections) == (True, {})
        with pytest.raises(Refused):
            refuse_suggestion(guardian_id=guardian.pk, version=guardian.version, **who)
