"""An import that was looked over comes into the studio, piece by piece, each piece once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from museminder.domain.people.actions.origins import said_by
from museminder.domain.people.models import Source
from museminder.domain.switching.actions.checks import counts_of, look_over, mark_changed_here
from museminder.domain.switching.actions.remembering import Writing
from museminder.domain.switching.actions.uploads import check_seen
from museminder.domain.switching.actions.writing_courses import write_courses
from museminder.domain.switching.actions.writing_enrollments import (
    write_balances,
    write_enrollments,
    write_make_up_credits,
)
from museminder.domain.switching.actions.writing_lessons import write_lessons
from museminder.domain.switching.actions.writing_offerings import write_offerings
from museminder.domain.switching.actions.writing_people import write_families
from museminder.domain.switching.actions.writing_staff import write_staff
from museminder.domain.switching.models import ImportBatch
from museminder.domain.switching.rules.settled import SettledRoster
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import Entry, current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor
from museminder.primitives.clock import today_in

UNDO_FOR = timedelta(hours=24)
State = ImportBatch.State
Transaction = Callable[[], AbstractContextManager[Entry]]


class TakenOver(Exception):
    """Another job finished or stopped this import."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an import that is written in one transaction."""

    size: int
    write: Callable[[Writing], None]


def start_commit(
    *, batch_id: UUID, by: Actor, at: datetime, seen: int | None = None, changed_here: str = ""
) -> ImportBatch:
    """Ask for an import to be written by a job, or for one that stopped to go on; asked twice, it is written once.

    Where somebody changed a record since the files were looked over, its rows are marked and nothing is begun until
    ``changed_here``, a ``ChangedHere``, says which wins: the batch comes back still ``CHECKED``. ``seen`` is the
    version the page showed. Raises ``StalePage`` and ``Refused``.
    """
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state == State.COMMITTING and not batch.has_paused(at):
            return batch  # clicked twice: it is being written already
        check_seen(batch, seen)
        if batch.state == State.CHECKED and batch.forgotten_at is None:
            if mark_changed_here(batch, by=by, at=at) and changed_here not in ImportBatch.ChangedHere.values:
                return batch
            batch.changed_here = changed_here
            batch.save(update_fields=["changed_here"])
        batch = begin_commit(batch_id=batch_id, by=by, at=at)
        enqueue("switching.commit", lock=f"import:{batch.pk}", batch_id=str(batch.pk), by_name=by.name)
    return batch


def begin_commit(*, batch_id: UUID, by: Actor, at: datetime) -> ImportBatch:
    """Mark an import as being written; from now on its files and answers stay as they are. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state not in {State.CHECKED, State.FAILED, State.COMMITTING}:
            raise Refused(_("Look the import over first; one that is in the studio cannot be written again."))
        if batch.forgotten_at is not None:
            raise Refused(_("The files of this import are removed. Upload them again to import anew."))
        if batch.state == State.CHECKED:
            batch.committed_at = at
            record_change("switching.import.begun", of=batch, by=by, at=at)
        batch.state, batch.problem, batch.progressed_at = State.COMMITTING, "", at
        batch.version += 1
        batch.save(update_fields=["state", "problem", "committed_at", "progressed_at", "version"])
    return batch


def commit_batch(*, batch_id: UUID, by: Actor, at: datetime, transaction_of: Transaction) -> None:
    """Write an import in several transactions; what an earlier attempt wrote is left as it is.

    ``transaction_of`` opens one transaction inside the studio. Progress is there to be read between them.
    """
    with transaction_of() as entry:
        batch = ImportBatch.objects.get(pk=batch_id)
        if batch.state != State.COMMITTING:
            return
        begun_at = batch.committed_at or at
        _checked, settled = look_over(batch, by=by, at=begun_at)
        writing = Writing(batch, settled, batch.system, by, begun_at, today_in(entry.time_zone, begun_at))
        chunks = list(chunks_of(settled))
        total = sum(chunk.size for chunk in chunks)
        note_progress(batch_id, 0, total=total)
        writing.load()
        files = ", ".join(batch.files.values_list("name", flat=True))
    done = 0
    for chunk in chunks:
        with transaction_of():
            _hold(writing, done)
            with said_by(Source.IMPORT, files):
                chunk.write(writing)
                writing.flush()
            done += chunk.size
            note_progress(batch_id, done)
    with transaction_of():
        _finish(writing, at=at)


def note_progress(batch_id: UUID, done: int, *, total: int | None = None) -> None:
    """Say how far an import is, by the clock of the database."""
    news: dict[str, Any] = {"progress_done": done, "progressed_at": Now()}
    ImportBatch.objects.filter(pk=batch_id).update(
        **news if total is None else news | {"progress_total": total}
    )


def _hold(writing: Writing, done: int) -> None:
    """Keep an import to this transaction. Where somebody else wrote on meanwhile, look up what is there.

    A job that everybody took for dead may come back while another goes on.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=writing.batch.pk)
    if batch.state != State.COMMITTING:
        raise TakenOver
    if batch.progress_done != done:
        writing.load()


def chunks_of(settled: SettledRoster) -> Iterator[Chunk]:
    """The pieces of an import in the order in which they are written."""
    parts: tuple[tuple[Sequence[Any], Callable[..., None], int], ...] = (
        (settled.staff, write_staff, 200),
        (settled.courses, write_courses, 100),
        (settled.offerings, write_offerings, 25),
        (settled.families, write_families, 100),
        (settled.lessons, write_lessons, 50),
        (settled.enrollments, write_enrollments, 100),
        (settled.makeup_credits, write_make_up_credits, 200),
        (settled.opening_balances, write_balances, 25),
    )
    for records, write, most in parts:
        for start in range(0, len(records), most):
            piece = records[start : start + most]
            yield Chunk(len(piece), partial(write, records=piece))


def fail_batch(*, batch_id: UUID, problem: str) -> None:
    """Note that an import stopped: it can go on, or be taken back."""
    ImportBatch.objects.filter(pk=batch_id, state__in=[State.COMMITTING, State.UNDOING]).update(
        state=State.FAILED, problem=problem[:300]
    )


def _finish(writing: Writing, *, at: datetime) -> None:
    batch = ImportBatch.objects.select_for_update().get(pk=writing.batch.pk)
    batch.state, batch.undo_until = State.COMMITTED, at + UNDO_FOR
    left_out = [[str(one.row), one.title, one.sentence] for one in writing.settled.left_out]
    batch.report = {"left_out": left_out, "remarks": writing.remarks}
    batch.counts = batch.counts | {"coming": counts_of(writing.settled)}
    batch.save(update_fields=["state", "undo_until", "report", "counts"])
    details = counts_of(writing.settled)
    record_change("switching.import.committed", of=batch, by=writing.by, at=at, details=details)
