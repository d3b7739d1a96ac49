"""Move in from another system, take an import back, take everything along."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from museminder.cli.entering import inside, session_of
from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.domain.leaving.actions.exports import begin_by_hand
from museminder.domain.leaving.actions.restorations import move_in as restore
from museminder.domain.leaving.actions.taking import write_export
from museminder.domain.leaving.formats.reading import opened
from museminder.domain.leaving.formats.writing import target_at
from museminder.domain.switching.actions.checks import check_batch
from museminder.domain.switching.actions.commits import begin_commit, commit_batch, fail_batch
from museminder.domain.switching.actions.undoing import begin_undo, undo_batch
from museminder.domain.switching.actions.uploads import set_reading, upload_files
from museminder.domain.switching.formats.tables import MAX_BYTES, UnreadableFile
from museminder.domain.switching.models import ImportBatch
from museminder.domain.switching.tasks import STOPPED
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused as NotAllowed
from museminder.foundation.identity.rules import permissions_of_actor
from museminder.foundation.tenancy.context import NoEntry, site, studio_context
from museminder.primitives import clock
from museminder.primitives.actor import Actor

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


@AREA.verb(
    "Take everything of a studio along, as it is at this moment: a folder, or one zip file.",
    STUDIO,
    PERSON,
    argument("--to", type=Path, required=True, metavar="PATH", help="a new folder, or a file ending in .zip"),
)
def export(options: Namespace) -> Report:
    """Write every table as JSON Lines and CSV; sealed fields are opened, which is written down."""
    at = clock.now()
    with session_of(options.email) as secret, site("studio"), _said(), target_at(options.to) as target:

        def one() -> AbstractContextManager[Any]:
            return studio_context(secret, options.studio)

        with one() as entry:
            by = Actor(account_id=entry.account_id, name=entry.member_name)
            begin_by_hand(by=by, at=at)
        rows = write_export(target=target, transaction_of=one, by=by, at=at)
    total = f"{sum(rows.values())} records of {len(rows)} tables are in {options.to}."
    return Report([total, "Addresses, birth dates and care notes are in it in plain words."], {"rows": rows})


@AREA.verb(
    "Move into a new, empty studio with an export of this or another installation.",
    STUDIO,
    PERSON,
    argument("--from", dest="source", type=Path, required=True, metavar="PATH", help="a folder or zip file"),
    argument("--ids", type=Path, metavar="FILE", help="write here which record became which"),
)
def move_in(options: Namespace) -> Report:
    """Check every file, then write all of it or nothing."""
    with _said(), inside(options.email, options.studio) as (_entry, by), opened(options.source) as source:
        done = restore(source=source, by=by, at=clock.now())
    if options.ids:
        options.ids.write_text(json.dumps(done.ids, indent=1) + "\n")
    total = f"{sum(done.rows.values())} records of {len(done.rows)} tables moved in."
    return Report(
        [total, "Invite the staff and the families again, and connect your card gateway."],
        {"rows": done.rows},
    )


def _content_of(path: Path) -> bytes:
    """A file, unless it is larger than can be read; asked before it is opened."""
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB. Please split it.")
    return path.read_bytes()


def _looked_over(options: Namespace, by: Any, at: Any) -> Any:
    with _said():
        files = [(path.name, _content_of(path)) for path in options.files]
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
    except NoEntry as refusal:
        raise Refused("There is no such studio, or this person may not enter it.") from refusal
    except (NotAllowed, OSError) as refusal:
        raise Refused(str(refusal)) from refusal
    except ImportBatch.DoesNotExist as refusal:
        raise Refused("There is no such import in this studio.") from refusal
