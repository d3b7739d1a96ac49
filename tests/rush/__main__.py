"""`bin/drill rush`: exactly as many enrolled as there are places, every time; ends with 1 if not.

The last run takes the guards away on purpose: it has to oversell, or the drill could not see that others do.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from contextlib import ExitStack

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "museminder.config.settings.test")

import django

django.setup()

from django.conf import settings  # noqa: E402

from museminder.foundation.embedded.postgres import Embedded  # noqa: E402
from tests.databases import database_for_this_process  # noqa: E402
from tests.rush.running import Rush, rush  # noqa: E402
from tests.rush.serving import served  # noqa: E402
from tests.rush.stage import set_stage  # noqa: E402
from tests.schools import open_school  # noqa: E402

PLACES = 10


def main() -> int:
    """Do the runs and say how each went."""
    parser = argparse.ArgumentParser(prog="bin/drill rush", description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--json", action="store_true", help="print one object a run")
    given = parser.parse_args()

    def tell(found: Rush, name: str = "") -> Rush:
        print(
            json.dumps(found.as_json() | {"guard": not name}) if given.json else f"{name}{found}", flush=True
        )
        return found

    signal.signal(
        signal.SIGTERM, lambda number, _frame: sys.exit(128 + number)
    )  # the servers end as well then
    with ExitStack() as stack:
        if (
            "DATABASE_SUPERUSER_URL" not in os.environ
            and not Embedded(settings.MUSEMINDER_HOME).status().running
        ):
            stack.callback(Embedded(settings.MUSEMINDER_HOME).stop)
        made = stack.enter_context(database_for_this_process())
        database = stack.enter_context(made.copied())
        stage = set_stage(open_school("conservatory", "Clerestory Conservatory"), given.students)
        how = {"places": PLACES, "processes": given.processes}
        with served(database, given.processes) as address:
            runs = [tell(rush(stage, address, run=n, **how)) for n in range(1, given.runs + 1)]
        with served(database, given.processes, without_guard=True) as address:
            mutant = tell(rush(stage, address, run=given.runs + 1, **how), "without the guard, ")
    exact = sum(each.is_exact for each in runs)
    if not given.json:
        print(f"{exact} of {given.runs} runs exact; without the guard {mutant.oversold} too many.")
    return 0 if exact == given.runs and mutant.oversold > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
