"""Exports that an owner asks for on a page: made by a job, fetched within days, then gone."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.leaving.actions.taking import write_export
from museminder.domain.leaving.formats.writing import ZipTarget
from museminder.domain.leaving.models import Export, ExportPart
from museminder.domain.leaving.queries.custody import is_kept_away
from museminder.domain.leaving.rules.leaving import (
    GIVEN_UP_AFTER,
    MOST_BYTES,
    THERE_FOR,
    check_can_take_everything,
)
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.jobs import enqueue
from museminder.foundation.tenancy.moments import Transaction
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor

A_PART = 2**20
State = Export.State


def ask_for_export(*, by: Actor, at: datetime) -> Export:
    """Ask for everything in one file; asked again while it is being made, it is the same one. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        check_can_take_everything(by, is_kept_away=is_kept_away(by, at=at))
        Export.objects.filter(state=State.ASKED, asked_at__lte=at - GIVEN_UP_AFTER).update(
            state=State.FAILED, problem=_("It did not come to its end.")
        )
        asked = Export(state=State.ASKED, asked_by_name=by.name[:120], asked_at=at)
        Export.objects.bulk_create([asked], ignore_conflicts=True)  # at most one is being made
        export = Export.objects.get(state=State.ASKED)
        if export.pk == asked.pk:
            record_change("leaving.export.asked", of=export, by=by, at=at)
            enqueue("leaving.make_export", lock="export", export_id=str(export.pk), by_name=by.name)
    return export


def begin_by_hand(*, by: Actor, at: datetime) -> None:
    """Write down that somebody takes everything along by the command line, if they may. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        check_can_take_everything(by, is_kept_away=is_kept_away(by, at=at))
        membership = Membership.objects.get(account=by.account_id)
        record_change("leaving.export.taken", of=membership, by=by, at=at)


def make_export(
    *, export_id: UUID, by: Actor, at: datetime, transaction_of: Transaction, clock: Callable[[], datetime]
) -> None:
    """Make the file of an export; begun again after a stop, it begins at its beginning. Raises ``Refused``.

    ``clock`` says when it is ready: from then on it is there for three days.
    """
    with transaction_of():
        export = Export.objects.filter(pk=export_id, state=State.ASKED).first()
        if export is None:
            return
        check_can_take_everything(by, is_kept_away=is_kept_away(by, at=at))
        ExportPart.objects.filter(export_id=export_id).delete()
    parts = _Parts(export_id, transaction_of)
    target = ZipTarget(parts)  # type: ignore[arg-type]  # only its write is used
    try:
        write_export(target=target, transaction_of=transaction_of, by=by, at=at, told=parts.keep)
    finally:
        target.close()
    parts.keep_rest()
    with transaction_of():
        ready_at = clock()
        export = Export.objects.select_for_update().get(pk=export_id)
        export.state, export.size = State.READY, parts.size
        export.ready_at, export.expires_at = ready_at, ready_at + THERE_FOR
        export.save(update_fields=["state", "size", "ready_at", "expires_at"])
        record_change("leaving.export.made", of=export, by=by, at=ready_at, details={"bytes": parts.size})
        enqueue("leaving.forget_export", scheduled_at=export.expires_at, export_id=str(export_id))


class _Parts(io.RawIOBase):
    """The file as it is written: full parts are sealed and kept between the transactions that read."""

    def __init__(self, export_id: UUID, transaction_of: Transaction) -> None:
        self._export_id, self._transaction_of = export_id, transaction_of
        self._waiting, self._position, self.size = bytearray(), 0, 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that a zip file writes
        self._waiting += data
        self.size += len(data)
        return len(data)

    def keep(self, done: int, total: int) -> None:
        """Keep the parts that are full, and how far the export is. Raises ``Refused`` if it grows too large."""
        self._check_size()
        with self._transaction_of():
            while len(self._waiting) >= A_PART:
                self._keep_part(A_PART)
            Export.objects.filter(pk=self._export_id).update(rows_done=done, row_count=total)

    def keep_rest(self) -> None:
        """Keep what is left, full or not. Raises ``Refused`` if it grew too large."""
        self._check_size()
        with self._transaction_of():
            while self._waiting:
                self._keep_part(A_PART)

    def _check_size(self) -> None:
        if self.size > MOST_BYTES:
            raise Refused(_("The export is too large for a page. Use bin/museminder switching export."))

    def _keep_part(self, size: int) -> None:
        content = base64.b64encode(self._waiting[:size]).decode()
        ExportPart.objects.create(export_id=self._export_id, position=self._position, content=content)
        del self._waiting[:size]
        self._position += 1


def fail_export(*, export_id: UUID, problem: str) -> None:
    """Note that an export could not be made; nothing of it is kept."""
    ExportPart.objects.filter(export_id=export_id).delete()
    Export.objects.filter(pk=export_id, state=State.ASKED).update(state=State.FAILED, problem=problem[:300])


def fetch_export(*, export: Export, by: Actor, at: datetime) -> bytes:
    """The file of an export, while it is there; that it was fetched is written down. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        check_can_take_everything(by, is_kept_away=is_kept_away(by, at=at))
        if not export.can_be_fetched(at):
            raise Refused(_("This export is no longer there. Make a new one."))
        parts = list(export.parts.order_by("position"))
        opened = reveal(parts, ["content"], purpose=Purpose.EXPORT, by=by, at=at)
        record_change("leaving.export.fetched", of=export, by=by, at=at)
    return b"".join(base64.b64decode(opened[part.pk]["content"]) for part in parts)


def remove_export(*, export: Export, by: Actor, at: datetime) -> None:
    """Throw the file of an export away before its time. Raises ``Refused``."""
    with transaction.atomic(using=current_site()):
        if export.state != State.READY:
            raise Refused(_("There is no file of this export."))
        _forget(export)
        record_change("leaving.export.removed", of=export, by=by, at=at)


def forget_export(*, export_id: UUID, at: datetime) -> None:
    """Throw the file of an export away when its days are over."""
    with transaction.atomic(using=current_site()):
        export = Export.objects.select_for_update().filter(pk=export_id, state=State.READY).first()
        if export is not None and not export.can_be_fetched(at):
            _forget(export)


def _forget(export: Export) -> None:
    ExportPart.objects.filter(export_id=export.pk).delete()
    Export.objects.filter(pk=export.pk).update(state=State.GONE)
