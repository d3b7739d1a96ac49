"""Move in from another system, and take an import back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from museminder.cli.entering import inside
from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.domain.switching.actions.checks import check_batch
from museminder.domain.switching.actions.commits import begin_commit, commit_batch, fail_batch
from museminder.domain.switching.actions.undoing import begin_undo, undo_batch
from museminder.domain.switching.actions.uploads import set_reading, upload_files
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.models import ImportBatch
from museminder.domain.switching.tasks import STOPPED
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused as NotAllowed
from museminder.foundation.identity.rules import permissions_of_actor
from museminder.primitives import clock

AREA = Area("switching")
STUDIO = argument("--studio", required=True, help="the studio's short name")
PERSON = argument("--as", dest="email", required=True, metavar="EMAIL", help="whose membership acts")


@AREA.verb(
    "Bring files of another system over; shows what would be written unless --commit is given.",
    STUDIO,
    PERSON,
    argument("files", nargs="+", type=Path, metavar="FILE", help="CSV or Excel files of one system"),
    argument("--commit", action="store_true", help="write it; without this nothing reaches the studio"),
    argument("--date-order", choices=["mdy", "dmy", "ymd"], help="how dates are written in the files"),
    argument("--region", default="", help="two letters, for phone numbers and amounts; the studio's own"),
)
def import_(options: Namespace) -> Report:
    """Upload, look over and, if asked, write. Questions have their default answers."""
    at = clock.now()
    with inside(options.email, options.studio) as (_entry, by):
        _check_permission(by, "IMPORT_RUN")
        batch = _looked_over(options, by, at)
        if options.commit:
            begin_commit(batch_id=batch.pk, by=by, at=at)
    if options.commit:
        with _said(), _noted(options, batch.pk):
            commit_batch(batch_id=batch.pk, by=by, at=at, transaction_of=_transactions(options))
    return _told(options, batch.pk)


@AREA.verb(
    "Take an import back, for 24 hours after it came in.",
    STUDIO,
    PERSON,
    argument("import_id", type=UUID, metavar="IMPORT", help="the import's id, as import --json prints it"),
)
def undo(options: Namespace) -> Report:
    """Remove what nobody touched; keep and count what somebody changed since."""
    at = clock.now()
    with inside(options.email, options.studio) as (_entry, by), _said():
        _check_permission(by, "IMPORT_UNDO")
        begin_undo(batch_id=options.import_id, by=by, at=at)
    with _noted(options, options.import_id):
        undo_batch(batch_id=options.import_id, by=by, at=at, transaction_of=_transactions(options))
    return _told(options, options.import_id)


def _looked_over(options: Namespace, by: Any, at: Any) -> Any:
    with _said():
        files = [(path.name, path.read_bytes()) for path in options.files]
        batch = upload_files(files=files, by=by, at=at, region=options.region.upper())
        order = options.date_order or batch.date_order
        if not order:
            raise Refused("The files leave open how dates are written. Please say --date-order.")
        set_reading(batch_id=batch.pk, date_order=order, kinds={}, mappings={}, by=by, at=at)
        return check_batch(batch_id=batch.pk, by=by, at=at)


def _told(options: Namespace, batch_id: UUID) -> Report:
    with inside(options.email, options.studio) as (_entry, _by):
        batch = ImportBatch.objects.get(pk=batch_id)
    rows, coming = batch.counts.get("rows", {}), batch.counts.get("coming", {})
    written = batch.state != ImportBatch.State.CHECKED
    lines = [
        f"Import {batch.pk}: {batch.get_state_display().lower()}.",
        "Rows: " + ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in rows.items()) + ".",
        ("In the files: " if written else "Would be written: ")
        + ", ".join(f"{count} {what.replace('_', ' ')}" for what, count in coming.items())
        + ".",
        f"{batch.counts.get('questions', 0)} questions were answered by their defaults or by you.",
    ]
    if not written:
        lines.append("Nothing was written. Add --commit to write it.")
    data = {"import": str(batch.pk), "state": batch.state, **batch.counts}
    return Report(lines, data)


def _transactions(options: Namespace) -> Callable[[], AbstractContextManager[Any]]:
    @contextmanager
    def one() -> Iterator[Any]:
        with inside(options.email, options.studio) as (entry, _by):
            yield entry

    return one


@contextmanager
def _noted(options: Namespace, batch_id: UUID) -> Iterator[None]:
    """One that stops on the way is marked as stopped: it can go on from its page, or be taken back."""
    try:
        yield
    except Exception:
        with inside(options.email, options.studio):
            fail_batch(batch_id=batch_id, problem=STOPPED)
        raise


def _check_permission(by: Any, name: str) -> None:
    if Permission(name) not in permissions_of_actor(by):
        raise Refused(f"{by.name} may not do this.")


@contextmanager
def _said() -> Iterator[None]:
    """What the import refuses, in words for whoever typed the command."""
    try:
        yield
    except UnreadableFile as refusal:
        raise Refused(refusal.sentence) from refusal
    except (NotAllowed, OSError) as refusal:
        raise Refused(str(refusal)) from refusal
    except ImportBatch.DoesNotExist as refusal:
        raise Refused("There is no such import in this studio.") from refusal
