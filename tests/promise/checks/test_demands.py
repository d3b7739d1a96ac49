"""Checks of legal demands: green as it is, red when one approver is enough, more can be seen, or nobody is told."""

from __future__ import annotations

from museminder.domain.oversight.models import DemandExport, LegalDemand
from museminder.promise.checking import World
from museminder.promise.checks.demands import no_wider, told, two_approve
from museminder.promise.mutants.sabotage import mutants
from tests.databases import TestDatabase


def test_green_as_it_is_and_red_when_a_safeguard_is_gone(live_database: TestDatabase) -> None:
    dsn = live_database.superuser_dsn()
    world = World(dsn, scratch=True)
    good = [each(world) for each in (two_approve, told)]
    stayed = LegalDemand.objects.using("owner").count() + DemandExport.objects.using("owner").count()
    narrow = no_wider(world)
    red = {}
    for name, look in (
        ("one-approver-enough", two_approve),
        ("answered-unapproved", two_approve),
        ("demand-sees-all", no_wider),
        ("answered-untold", told),
    ):
        with live_database.copied() as copy, mutants()[name].apply(copy.superuser_dsn()):
            red[name] = len(look(World(copy.superuser_dsn(), scratch=True)).wrong)

    assert [(list(each.wrong), each.plant_found) for each in (*good, narrow)] == [([], True)] * 3
    assert stayed == 0
    assert red == {
        "one-approver-enough": 3,
        "answered-unapproved": 3,
        "demand-sees-all": 3,
        "answered-untold": 1,
    }
