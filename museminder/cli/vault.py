"""Look after the keys of what is sealed: epochs, rotation, erasures after a restore."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from museminder.cli.verbs import Area, Refused, Report, argument
from museminder.foundation.tenancy.jobs import fan_out
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.connecting import VaultSilent
from museminder.foundation.vault.destroying import erasures_file, remembered, replay_erasures
from museminder.foundation.vault.looking import look
from museminder.foundation.vault.rewrapping import count_old
from museminder.foundation.vault.rotating import change_epoch, rotate_studio
from museminder.foundation.vault.sealing import CannotOpen
from museminder.primitives import clock

AREA = Area("vault")


@AREA.verb(
    "Say how the keys are; ends with 1 when an erasure has to be carried out again or a key is missing."
)
def status(options: Namespace) -> Report:
    """Look, change nothing."""
    with _said():
        found = look(clock.now())
    old = count_old()
    lines = [
        f"{found.subject_keys} keys of subjects under {found.studio_keys} keys of studios.",
        f"The epoch began on {found.began_on or 'no day yet'}; {found.in_escrow} past epochs are in escrow.",
        f"{found.erasures} erasures; to be carried out again (museminder vault replay-erasures): {found.unreplayed}.",
        f"{sum(old.values())} values are still under the installation's key: museminder vault rewrap",
    ]
    if found.missing:
        lines.append(f"{found.missing} epochs in use have no key on this computer: nothing under them opens.")
    if found.is_due:
        lines.append(
            "The week of this epoch is over: museminder vault epoch, or let the worker run at night."
        )
    return Report(lines, found.as_data() | {"under_the_installation_s_key": old}, good=found.is_good)


@AREA.verb(
    "Seal what is still under the installation's key under keys of its subjects: a job for each studio."
)
def rewrap(options: Namespace) -> Report:
    """Ask the worker for it; ``status`` counts what is left."""
    old = count_old()
    studios = fan_out("vault.rewrap") if old else 0
    left = sum(old.values())
    return Report(
        [f"{left} values to seal anew, in {studios} jobs; museminder vault status counts what is left."],
        {"values": left, "jobs": studios},
    )


@AREA.verb(
    "Give a studio a new key and wrap those of its subjects anew, as after a key may have been seen.",
    argument("--studio", metavar="SLUG", required=True, help="the studio's short name"),
)
def rotate(options: Namespace) -> Report:
    """Rotate one studio's key."""
    studio = Studio.objects.using("owner").filter(slug=options.studio).first()
    if studio is None:
        raise Refused(f"There is no studio called {options.studio}.")
    with _said():
        done = rotate_studio(studio_id=studio.pk, told=_tell)
    return Report([f"{done} keys of subjects are under the studio's new key."], {"keys": done})


@AREA.verb("Begin a new epoch now: every studio's key is wrapped anew, the old epoch's key laid aside.")
def epoch(options: Namespace) -> Report:
    """Change the epoch without waiting for the night in which it is due."""
    with _said():
        done = change_epoch(at=clock.now(), told=_tell)
    lines = [
        f"{done.rewrapped} keys of studios wrapped anew, {done.rotated} made anew because somebody was erased.",
        f"{done.destroyed} keys of past epochs destroyed.",
    ]
    return Report(lines, {"rewrapped": done.rewrapped, "rotated": done.rotated, "destroyed": done.destroyed})


@AREA.verb(
    "Carry out every erasure again that a restored, older copy of the vault does not know.",
    argument("--from", dest="source", type=Path, metavar="FILE", help="a file of erasures kept elsewhere"),
)
def replay_erasures_(options: Namespace) -> Report:
    """Replay; with nothing to carry out again, nothing happens."""
    if options.source and not options.source.exists():
        raise Refused(f"{options.source} cannot be read.")
    kept = list(remembered(options.source)) if options.source else None
    with _said():
        keys = replay_erasures(kept, told=_tell)
    source = options.source or erasures_file()
    return Report([f"{keys} keys destroyed again, as {source} says."], {"keys": keys, "file": str(source)})


@contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except VaultSilent as error:
        raise Refused("The vault does not answer: museminder database start") from error
    except CannotOpen as error:
        raise Refused(f"Nothing was changed: {error}.") from error


def _tell(done: int, total: int) -> None:
    print(f"\r  {done} of {total}", end="" if done < total else "\n", file=sys.stderr, flush=True)
