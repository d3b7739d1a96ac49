"""What oversight does by itself: counting the studios every hour."""

from __future__ import annotations

from procrastinate.contrib.django import app

from museminder.domain.oversight.actions.figures import count_studio
from museminder.foundation.tenancy.jobs import QUEUE, fan_out, studio_task, studio_transaction
from museminder.primitives import clock


@studio_task("oversight.count_studio", retry=2)
def count_one_studio() -> None:
    """Count one studio, from inside it."""
    with studio_transaction():
        count_studio(at=clock.now())


@app.periodic(cron="41 * * * *")
@app.task(name="oversight.count_studios", queue=QUEUE)
def count_studios(timestamp: int) -> None:  # noqa: ARG001  periodic tasks are told when
    """Every hour, have every studio counted."""
    fan_out("oversight.count_studio")
