"""Copy what anyone may read into the public database, and take the letters that visitors left there."""

from __future__ import annotations

from argparse import Namespace

from museminder.cli.verbs import Area, Refused, Report
from museminder.primitives import clock

AREA = Area("public")


@AREA.verb("Publish policy, promise, third parties and prices now; the worker does it every few seconds.")
def publish(options: Namespace) -> Report:
    """Copy everything that anyone may read, and say how much there is of it."""
    from museminder.foundation.published.connecting import PublicSilent  # noqa: PLC0415  after setup
    from museminder.foundation.published.publishing import publish as copy  # noqa: PLC0415

    at = clock.now()
    try:
        counted = copy(at=at)
    except PublicSilent as silence:
        raise Refused("The public database does not answer: museminder database start") from silence
    lines = [f"{count:4} {kind.replace('_', ' ')}" for kind, count in counted.items()]
    return Report([*lines, "Published."], {"published_at": at, "items": counted})


@AREA.verb("Take the letters that visitors left, and answer those that a program answers.")
def take_letters(options: Namespace) -> Report:
    """Bring letters over and say how many came; sign-ups are answered at once."""
    from museminder.foundation.published.connecting import PublicSilent  # noqa: PLC0415  after setup
    from museminder.foundation.published.receiving import take_letters as take  # noqa: PLC0415

    try:
        taken = take(at=clock.now())
    except PublicSilent as silence:
        raise Refused("The public database does not answer: museminder database start") from silence
    return Report([f"{taken} taken."], {"taken": taken})
