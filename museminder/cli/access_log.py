"""Check the access log, take checkpoints away, prove that an entry is in it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.access_log.notes import split_notes
from museminder.foundation.vault.access_log.proving import NotInTheLog, prove_inclusion
from museminder.foundation.vault.access_log.sequencing import WrongKey, sequence_waiting
from museminder.foundation.vault.access_log.verifying import Verified
from museminder.foundation.vault.access_log.verifying import verify as compute_again
from museminder.foundation.vault.access_log.witnessing import checkpoints_to_keep, verifier_key
from museminder.foundation.vault.connecting import VaultSilent

AREA = Area("access-log")
SILENT = "The vault does not answer. Start it: museminder database start"


@AREA.verb(
    "Compute the whole log again from its entries and name the first that is not as it was; ends with 1 if so.",
    argument(
        "--against", type=Path, metavar="FILE", help="checkpoints kept outside: the log must continue them"
    ),
)
def verify(options: Namespace) -> Report:
    """Hold entries, tree, signed checkpoints and those kept outside against each other."""
    try:
        kept = list(split_notes(options.against.read_text())) if options.against else []
        found = compute_again(kept)
    except OSError as error:
        raise Refused(f"{options.against} cannot be read: {error.strerror}") from error
    except VaultSilent as error:
        raise Refused(SILENT) from error
    except WrongKey as error:
        raise Refused(str(error)) from error
    return _told(found)


@AREA.verb("Put what waits into the tree now, and sign; the worker does this every second.")
def sequence(options: Namespace) -> Report:
    """Sequence once."""
    try:
        done = sequence_waiting()
    except VaultSilent as error:
        raise Refused(SILENT) from error
    except WrongKey as error:
        raise Refused(str(error)) from error
    return Report([f"{done} entries put into the tree."], {"sequenced": done})


@AREA.verb(
    "Write the signed checkpoints into a file that a witness keeps: the last of each hour, and the newest.",
    argument("--studio", metavar="SLUG", help="only of hours in which something of this studio was written"),
    argument("--to", type=Path, required=True, metavar="FILE", help="where to write them"),
)
def checkpoints(options: Namespace) -> Report:
    """Export for a witness; no entry and no name is in it."""
    studio_id = None
    if options.studio:
        studio = Studio.objects.using("owner").filter(slug=options.studio).first()
        if studio is None:
            raise Refused(f"There is no studio called {options.studio}.")
        studio_id = studio.pk
    try:
        notes, key = checkpoints_to_keep(studio_id), verifier_key()
    except VaultSilent as error:
        raise Refused(SILENT) from error
    options.to.write_text("\n".join(notes))
    lines = [f"{len(notes)} checkpoints written to {options.to}.", f"The key that checks them: {key}"]
    return Report(lines, {"checkpoints": len(notes), "file": str(options.to), "verifier": key})


@AREA.verb(
    "Print a proof that an entry is in the log, as a file that can be checked without us (C2SP tlog-proof).",
    argument("entry", type=UUID, metavar="ENTRY", help="the entry's id"),
)
def proof(options: Namespace) -> Report:
    """Inclusion proof under the newest checkpoint."""
    try:
        shown = prove_inclusion(options.entry)
    except VaultSilent as error:
        raise Refused(SILENT) from error
    except NotInTheLog as error:
        raise Refused(str(error)) from error
    path = [each.hex() for each in shown.path]
    data = {"index": shown.index, "commitment": shown.commitment.hex(), "path": path, "proof": shown.text}
    return Report([shown.text.rstrip("\n")], data)


def _told(found: Verified) -> Report:
    size = found.newest.size if found.newest else 0
    lines = [
        f"{found.entries} entries computed again, {found.forgotten} of them forgotten, {found.waiting} waiting.",
        f"{found.checkpoints} signed checkpoints agree; the newest is of {size} entries.",
        found.fault.sentence
        if found.fault
        else "Every entry is as it was written, in the order it was written.",
    ]
    newest = {"size": size, "root": found.newest.root.hex()} if found.newest else None
    data = {
        "entries": found.entries,
        "waiting": found.waiting,
        "forgotten": found.forgotten,
        "checkpoints": found.checkpoints,
        "newest": newest,
        "fault": asdict(found.fault) if found.fault else None,
    }
    return Report(lines, data, good=found.fault is None)
