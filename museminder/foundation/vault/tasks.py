"""What the vault does in the background: new epochs, and keys for what had none of its own."""

from __future__ import annotations

from procrastinate.contrib.django import app

from museminder.foundation.tenancy.jobs import QUEUE, fan_out, studio_task, studio_transaction
from museminder.foundation.vault.rewrapping import count_old, rewrap_studio
from museminder.foundation.vault.rotating import change_epoch, destroy_old_epochs, epoch_is_due
from museminder.primitives import clock


@app.periodic(cron="41 3 * * *")
@app.task(name="vault.keep_keys", queue=QUEUE)
def keep_keys(timestamp: int) -> None:  # noqa: ARG001  periodic tasks are told when
    """Every night, begin a new epoch if the week is over, and destroy those whose copies are gone."""
    at = clock.now()
    if epoch_is_due(at):
        change_epoch(at=at)
    destroy_old_epochs(at=at)
    if count_old():
        fan_out("vault.rewrap")


@studio_task("vault.rewrap", retry=3)
def rewrap() -> None:
    """Seal what is still under the installation's key under keys of its subjects, in one studio."""
    rewrap_studio(transaction_of=studio_transaction)
