"""How long anything of an import's files is kept. The one place: the job, the page and the holdings read it here."""

from __future__ import annotations

from datetime import datetime, timedelta

UNUSED_DAYS = 30  # files that were uploaded and never written
REPORT_DAYS = 30  # what was left out and what was kept, to be worked off
EVERY_NIGHT = "37 3 * * *"  # when the job looks, in UTC


def files_go_at(*, created_at: datetime, undo_until: datetime | None, undone_at: datetime | None) -> datetime:
    """The moment from which the next night's job removes the files of an import and its rows.

    An import that never came in, or stopped half-way, has its files until it is too old to go on.
    """
    return undone_at or undo_until or created_at + timedelta(days=UNUSED_DAYS)


def report_goes_at(ended_at: datetime) -> datetime:
    """The moment from which the next night's job removes the report of an import that came in or was taken back."""
    return ended_at + timedelta(days=REPORT_DAYS)
