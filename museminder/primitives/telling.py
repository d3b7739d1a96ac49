"""What the program writes about itself while it runs: where and what kind, never about whom.

A line is a JSON object. Of our own events it has the facts named in ``FACTS``, each a number, an id or a word of the
program's. Of everything else, libraries included, it has where in the code it came from and the kind of an exception,
but neither the message nor any value: a message of PostgreSQL quotes the row it refused.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from museminder.primitives.metrics import count

LOGGER = "museminder"
# Facts whose value is a word of the program's: the name of a route, a job, a role.
WORDS = frozenset({"site", "route", "method", "task", "outcome", "check", "host", "state"})
# Facts whose value is a number or an id.
NUMBERS = frozenset({"studio_id", "job_id", "status", "duration_ms", "count", "attempt", "size"})
FACTS = WORDS | NUMBERS
_WORD = re.compile(r"[\w.:/<>+-]{0,120}")
_FRAMES = 30


def tell(event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Write one line about what the program did; raises TypeError for a fact that could be about a person."""
    if unknown := set(facts) - FACTS:
        raise TypeError(f"{', '.join(sorted(unknown))}: not among the facts that may be written down")
    for name, value in facts.items():
        if not _is_fit(name, value):
            raise TypeError(f"{name}: the value may not be written down")
    count(event, facts)
    logging.getLogger(LOGGER).log(level, event, extra={"facts": facts})


def tell_silence(problem: BaseException) -> None:
    """Write down which server did not answer and where that was met: the page only says to try again."""
    silence = logging.getLogger("museminder.silence")
    silence.warning("silence", exc_info=(type(problem), problem, problem.__traceback__))


def _is_fit(name: str, value: Any) -> bool:
    if value is None or isinstance(value, bool | int | float | UUID):
        return True
    return name in WORDS and isinstance(value, str) and _WORD.fullmatch(value) is not None


class Lines(logging.Formatter):
    """Makes a line of a record, leaving out whatever could be about a person."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object without line breaks."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        if record.name == LOGGER and isinstance(getattr(record, "facts", None), Mapping):
            line |= {"event": record.msg, **record.facts}  # type: ignore[attr-defined]
        else:
            line |= {"event": record.name, "where": f"{record.module}:{record.lineno}"}
        if record.exc_info and record.exc_info[1] is not None:
            line |= described(record.exc_info[1])
        return json.dumps(line, default=str, ensure_ascii=True)


def described(problem: BaseException) -> dict[str, Any]:
    """The kind of an exception, PostgreSQL's code if it has one, and the way through the code to it."""
    kind = type(problem)
    cause = problem.__cause__
    code = getattr(problem, "sqlstate", None) or getattr(cause, "sqlstate", None)
    steps = traceback.extract_tb(problem.__traceback__)[-_FRAMES:]
    found: dict[str, Any] = {
        "exception": f"{kind.__module__}.{kind.__qualname__}",
        "through": [f"{_short(step.filename)}:{step.lineno} {step.name}" for step in steps],
    }
    return found | ({"sqlstate": code} if code else {})


def _short(path: str) -> str:
    for root in ("/museminder/", "/site-packages/", "/lib/"):
        _, found, after = path.rpartition(root)
        if found:
            return (root.strip("/") + "/" if root == "/museminder/" else "") + after
    return path.rpartition("/")[2]
