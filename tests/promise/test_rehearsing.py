"""A school of a check's own: its people are signed in, its jobs are done, and nobody else's are."""

from __future__ import annotations

from museminder.domain.privacy.models import FamilyExport
from museminder.promise.checking import World
from museminder.promise.rehearsing import id_in, rehearsal
from tests.databases import TestDatabase


def test_a_guardian_asks_and_the_job_is_done_once(live_database: TestDatabase) -> None:
    world = World(live_database.superuser_dsn(), scratch=True)
    with rehearsal(world) as other, rehearsal(world) as school:
        other.post(other.home, "privacy/exports/create/")
        asked = school.post(school.home, "privacy/exports/create/")
        done = [school.work("privacy.make_family_export") for _again in range(2)]
        with school.inside(school.studio.guardian):
            [state] = FamilyExport.objects.filter(pk=id_in(asked["location"])).values_list("state", flat=True)
        waiting = other.work("privacy.make_family_export")

    assert (done, state, waiting) == ([1, 0], "ready", 1)
