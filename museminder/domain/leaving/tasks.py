"""Long work of leaving: putting everything into one file, and throwing it away when its days are over."""

from __future__ import annotations

from uuid import UUID

from museminder.domain.leaving.actions.exports import fail_export, forget_export
from museminder.domain.leaving.actions.exports import make_export as make
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.jobs import studio_task, studio_transaction
from museminder.primitives import clock
from museminder.primitives.actor import Actor

STOPPED = "It stopped on the way. Ask for it again."


@studio_task("leaving.make_export")
def make_export(export_id: str, by_name: str) -> None:
    """Make the file of an export; what went wrong is said on its page, and it can be asked for again.

    A job whose worker was killed is taken up by another, and begins at its beginning.
    """
    export, at = UUID(export_id), clock.now()
    with studio_transaction() as entry:
        by = Actor(account_id=entry.account_id, name=by_name)
    try:
        make(export_id=export, by=by, at=at, transaction_of=studio_transaction, clock=clock.now)
    except Refused as refusal:
        with studio_transaction():
            fail_export(export_id=export, problem=str(refusal))
    except Exception:
        with studio_transaction():
            fail_export(export_id=export, problem=STOPPED)
        raise


@studio_task("leaving.forget_export", retry=3)
def forget(export_id: str) -> None:
    """Throw the file of an export away when its days are over."""
    with studio_transaction():
        forget_export(export_id=UUID(export_id), at=clock.now())
