"""Take in what comes by mail to the privacy desk."""

from __future__ import annotations

import sys
from argparse import Namespace

from procrastinate.contrib.django import app

from museminder.cli.verbs import Area, Refused, Report
from museminder.domain.privacy.queries.erasures import people_back_again
from museminder.foundation.tenancy.jobs import fan_out
from museminder.foundation.vault.connecting import VaultSilent
from museminder.foundation.vault.destroying import known_erasures, unreplayed
from museminder.foundation.vault.destroying import replay_erasures as replay_in_vault
from museminder.primitives import clock

AREA = Area("privacy")
SILENT = "The vault does not answer: museminder database start"
OWN_QUEUE = "erasures"  # so that nothing else is done before the sites are opened
TRY_AGAIN = 75  # sysexits.h: the mail server keeps the mail and comes again


@AREA.verb(
    "Put a mail from standard input onto the desk, as a pipe command of the mail server; it never sends anything back.",
    reports=False,
)
def receive_mail(options: Namespace) -> None:
    """Read one mail and keep its words.

    Nothing of the mail is ever printed: a mail server writes what a command says into a bounce. If it cannot be kept
    now the command ends with 75, and the mail server comes again.
    """
    from museminder.foundation.published.received_mail import MOST_BYTES  # noqa: PLC0415  after setup
    from museminder.foundation.published.received_mail import receive_mail as take  # noqa: PLC0415

    try:
        data = sys.stdin.buffer.read(MOST_BYTES)
        while sys.stdin.buffer.read(MOST_BYTES):
            pass  # a pipe that is closed on the mail server would make a bounce
        take(data, at=clock.now())
    except Exception:  # whatever it was: its text may quote the mail, so only the number says that it failed
        sys.stderr.write("Not now. Try again later.\n")
        sys.exit(TRY_AGAIN)


@AREA.verb(
    "Say whether everybody who was erased still is; ends with 1 when an older copy brought somebody back."
)
def verify_erasures(options: Namespace) -> Report:
    """Look in the studios' tables and in the vault; change nothing."""
    erased, back, keys = _looked()
    lines = [
        f"{erased} subjects were erased.",
        f"{len(back)} people can be read again, {keys} subjects have keys again: museminder privacy replay-erasures"
        if back or keys
        else "Nobody of them can be read.",
    ]
    return Report(lines, {"erased": erased, "back": back, "with_keys": keys}, good=not (back or keys))


@AREA.verb("Erase again whom an older copy of a database brought back; done before the sites are opened.")
def replay_erasures(options: Namespace) -> Report:
    """First in the vault, then in every studio, by jobs that are worked off here and now."""
    try:
        keys = replay_in_vault()
    except VaultSilent as error:
        raise Refused(SILENT) from error
    _erased, before, _keys = _looked()
    if before:
        fan_out("privacy.replay_erasures", queue=OWN_QUEUE)
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            worker.run_worker(
                queues=[OWN_QUEUE], wait=False, install_signal_handlers=False, listen_notify=False
            )
    _erased, after, _keys = _looked()
    lines = [f"{len(before) - len(after)} people erased again, {keys} keys destroyed again."]
    if after:
        lines.append(f"{len(after)} people can still be read: look at the jobs that failed.")
    done = len(before) - len(after)
    return Report(lines, {"students": done, "keys": keys, "left": len(after)}, good=not after)


def _looked() -> tuple[int, list[tuple[int, str]], int]:
    try:
        erased, keys = known_erasures(), len(unreplayed())
    except VaultSilent as error:
        raise Refused(SILENT) from error
    back = people_back_again([(each.studio_id, each.subject_id) for each in erased])
    return len(erased), [(studio, str(student)) for studio, student in back], keys
