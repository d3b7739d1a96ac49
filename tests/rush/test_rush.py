"""Many want into one class at the same moment: the drill `bin/drill rush`, with fewer students and runs."""

import pytest

from tests.databases import TestDatabase
from tests.rush.running import rush
from tests.rush.serving import served
from tests.rush.stage import Stage, set_stage
from tests.schools import School

PLACES, PROCESSES = 10, 4


@pytest.fixture
def stage(live_school: School) -> Stage:
    return set_stage(live_school, 30)


@pytest.mark.slow
def test_ten_places_go_to_ten_students_and_without_the_guard_to_more(
    live_database: TestDatabase, stage: Stage
) -> None:
    with served(live_database, PROCESSES) as address:
        runs = [rush(stage, address, run=n, places=PLACES, processes=PROCESSES) for n in (1, 2)]
    assert [(each.sent, each.enrollments, each.told_full, each.is_exact) for each in runs] == [
        (36, PLACES, 20, True)
    ] * 2
    with served(live_database, 2, without_guard=True) as address:
        mutants = (rush(stage, address, run=n, places=PLACES, processes=2) for n in range(3, 8))
        mutant = next((each for each in mutants if each.oversold), None)  # a busy machine serves some in turn
    assert mutant is not None
    assert (mutant.oversold > 0, mutant.is_exact) == (True, False)
