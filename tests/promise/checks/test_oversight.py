"""Reviews, certificates and trainings, and how a gap in them is noticed."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.oversight.models import Attestation, OperatorStaff, Review, SupportGrant
from museminder.primitives.clock import now
from museminder.promise.checking import World
from museminder.promise.checks.oversight import card_industry, reviews_in_time, taught_only
from museminder.promise.mutants.sabotage import mutants
from tests.databases import TestDatabase

WHO = {"recorded_by": "Test", "recorded_at": now()}


def review(kind: str, *, due_in: int) -> None:
    today = now().date()
    Review(
        kind=kind,
        reviewer="Ottoline Brandt",
        scope="Everything",
        reviewed_on=today - timedelta(days=100),
        next_due_on=today + timedelta(days=due_in),
        report_sha256="ab" * 32,
        finding_count=0,
        open_finding_count=0,
        **WHO,
    ).save(using="owner")


def test_no_review_on_record_is_red_and_both_in_time_are_green(live_database: TestDatabase) -> None:
    world = World(live_database.superuser_dsn())
    none = reviews_in_time(world)
    review("internal", due_in=200)
    review("external", due_in=-1)
    late = reviews_in_time(world)
    review("external", due_in=200)
    good = reviews_in_time(world)

    assert [list(each.wrong) for each in (none, late, good)] == [
        ["internal: due", "external: due"],
        ["external: due"],
        [],
    ]
    assert [each.plant_found for each in (none, late, good)] == [True] * 3


def test_a_certificate_that_ended_is_red(live_database: TestDatabase) -> None:
    world, today = World(live_database.superuser_dsn()), now().date()
    ends = {"pci_aoc": 100, "asv_scan": 0}
    for kind, days in ends.items():
        Attestation(
            kind=kind,
            of_whom="Stripe",
            document_sha256="ab" * 32,
            issued_on=today - timedelta(days=80),
            expires_on=today + timedelta(days=days),
            **WHO,
        ).save(using="owner")

    found = card_industry(world)

    assert (list(found.wrong), found.plant_found, found.examined) == (["asv_scan: none holds"], True, 2)


def test_nobody_untaught_is_let_in_and_nothing_of_the_check_stays(live_database: TestDatabase) -> None:
    found = taught_only(World(live_database.superuser_dsn()))

    assert (list(found.wrong), found.plant_found, found.examined) == ([], True, 6)
    assert OperatorStaff.objects.using("owner").count() == 0
    assert SupportGrant._base_manager.using("owner").count() == 0


def test_a_database_that_takes_everybody_for_taught_is_noticed(live_database: TestDatabase) -> None:
    dsn = live_database.superuser_dsn()
    with mutants()["untaught-let-in"].apply(dsn):
        assert len(taught_only(World(dsn)).wrong) >= 3
