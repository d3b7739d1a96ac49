"""Running checks, keeping what they found, and how a sentence stands by it."""

from __future__ import annotations

from datetime import timedelta

from museminder.domain.privacy.models import PromiseClause, PromiseResult
from museminder.domain.privacy.queries.promise import State, standings
from museminder.foundation.tenancy.context import site
from museminder.primitives.clock import now
from museminder.promise.checking import Found, Ran, World, checks
from museminder.promise.clauses import chosen, clauses
from museminder.promise.mutants.trying import Tried, mutants
from museminder.promise.verifying import (
    as_data,
    checks_due,
    checks_of,
    keep_tried,
    last_tried,
    program_version,
    verify,
)
from tests.counting import statements
from tests.databases import TestDatabase


def test_a_run_is_kept_with_its_figure_and_read_elsewhere(live_database: TestDatabase) -> None:
    verified = verify(chosen(["C04", "C40"]), World(live_database.superuser_dsn()))

    assert verified.good
    with site("operator"), statements("operator") as asked:
        standing = {each.clause.id: each for each in standings(at=now())}
    assert len(asked) == 2
    assert len(standing) == 51
    assert standing["C40"].state is State.KEPT
    assert standing["C40"].last_run.figure == "182 notices of 29 days or less tried, 0 taken"
    assert standing["C40"].last_run.program_version == program_version()
    assert (standing["C05"].state, standing["C02"].state, standing["C07"].state) == (
        State.LATE,
        State.INTENT,
        State.MISSING,
    )


def test_a_run_grows_too_old(live_database: TestDatabase) -> None:
    verify(chosen(["C40"]), World(live_database.superuser_dsn()))
    with site("operator"):
        [tomorrow] = [each for each in standings(at=now() + timedelta(hours=25)) if each.clause.id == "C40"]
        [later] = [each for each in standings(at=now() + timedelta(hours=27)) if each.clause.id == "C40"]

    assert (tomorrow.state, later.state) == (State.KEPT, State.LATE)


def test_what_is_partly_there_is_not_called_kept(live_database: TestDatabase) -> None:
    PromiseClause.objects.using("worker").create(
        id="C99", kind="proven", checks=["x"], missing="The other half.", max_age_hours=1
    )
    PromiseResult.objects.using("worker").create(
        check_name="x", lasted_ms=1, examined=1, found=0, plant_found=True, kept=True, figure="1 of 1"
    )

    with site("operator"):
        assert [each.state for each in standings(at=now())] == [State.MISSING]


def test_one_that_found_something_is_broken_though_it_once_was_kept(live_database: TestDatabase) -> None:
    world = World(live_database.superuser_dsn())
    assert verify(chosen(["C23"]), world).good
    PromiseResult.objects.using("worker").create(
        check_name="purposes.no-marketing",
        lasted_ms=1,
        examined=1,
        found=1,
        plant_found=True,
        kept=False,
        figure="1 found",
    )

    with site("operator"):
        assert [each.state for each in standings(at=now()) if each.clause.id == "C23"] == [State.BROKEN]


def test_programs_read_the_same(live_database: TestDatabase) -> None:
    verified = verify(chosen(["C40"]), World(live_database.superuser_dsn()))
    [data] = [as_data(each) for each in verified.standing]

    assert (data["id"], data["class"], data["state"]) == ("C40", "proven", "kept")
    assert [(each["check"], each["examined"], each["found"]) for each in data["checks"]] == [
        ("policy.thirty-days", 182, 0)
    ]


def test_whether_a_sabotage_was_noticed_is_kept_and_told(live_database: TestDatabase) -> None:
    green = Ran("policy.thirty-days", Found(1, [], plant_found=True, figure="1 of 1"), 1)
    red = Ran("policy.thirty-days", Found(1, ["taken"], plant_found=True, figure="0 of 1"), 1)
    sabotages = mutants()
    keep_tried(
        [Tried(sabotages["days-not-counted"], green, red), Tried(sabotages["time-not-noted"], green, green)]
    )
    verified = verify(chosen(["C40"]), World(live_database.superuser_dsn()))
    [data] = [as_data(each, last_tried()) for each in verified.standing]
    [untold] = [as_data(each) for each in verified.standing]

    assert [(each["mutant"], each["noticed"]) for each in data["mutants"]] == [
        ("days-not-counted", True),
        ("time-not-noted", False),
    ]
    assert {each["version"] for each in data["mutants"]} == {program_version()}
    assert [each["noticed"] for each in untold["mutants"]] == [None, None]
    said = [sabotages[name].says for name in ("days-not-counted", "time-not-noted")]
    assert all(said)
    assert [each["says"] for each in untold["mutants"]] == said
    assert [each["says"] for each in data["mutants"]] == said
    assert data["state"] == "kept"  # a sabotage is no run of a check


def test_each_check_runs_once_and_the_sum_last() -> None:
    names = checks_of(chosen([]))

    assert len(names) == len(set(names))
    assert names[-1] == "promise.sum"


def kept_now(*but: str) -> None:
    """Every check was run just now by this program, but for these."""
    for name in set(checks()) - set(but):
        PromiseResult.objects.using("worker").create(
            check_name=name,
            lasted_ms=1,
            program_version=program_version(),
            examined=1,
            found=0,
            plant_found=True,
            kept=True,
            figure="1 of 1",
        )


def test_every_check_is_due_at_first_and_the_sum_comes_last(live_database: TestDatabase) -> None:
    due = checks_due(at=now())

    assert sorted(due) == sorted({name for clause in clauses() for name in clause.checks})
    assert due[-1] == "promise.sum"


def test_a_check_is_due_again_at_half_its_age_and_the_sum_with_it(live_database: TestDatabase) -> None:
    kept_now("policy.thirty-days")

    assert checks_due(at=now()) == ["policy.thirty-days", "promise.sum"]
    kept_now()
    assert checks_due(at=now()) == []
    assert "policy.thirty-days" in checks_due(at=now() + timedelta(hours=13))


def test_a_new_program_runs_every_check_again(live_database: TestDatabase) -> None:
    kept_now()
    PromiseResult.objects.using("worker").create(
        check_name="policy.immutable",
        lasted_ms=1,
        program_version="0.0.9+another",
        examined=1,
        found=0,
        plant_found=True,
        kept=True,
        figure="1 of 1",
    )

    assert checks_due(at=now()) == ["policy.immutable", "promise.sum"]
