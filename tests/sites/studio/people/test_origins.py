"""Where a fact came from, for the office."""

from museminder.domain.people.actions.origins import said_by
from museminder.domain.people.models import Source
from museminder.domain.people.queries.family_page import family_facts
from museminder.sites.studio.people.origins import origins_in
from tests.factories.people import make_family, make_guardian
from tests.schools import NOON


def test_the_file_who_gave_it_and_the_day_are_named(studio):
    family = make_family(studio)
    with said_by(Source.IMPORT, "families.csv"):
        guardian = make_guardian(studio, family, "Ana")
    said = dict(origins_in(family_facts(family, NOON))[guardian.pk])
    assert set(said) == {"First name", "Last name"}
    assert said["First name"].startswith("imported, families.csv, Honora")
