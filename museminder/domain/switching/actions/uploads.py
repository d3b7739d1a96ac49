"""Files come in, masked; somebody says how they are to be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.switching.actions.reading import orders_of, packed, uploads_of
from museminder.domain.switching.formats.dates import DateOrder
from museminder.domain.switching.formats.fields import ColumnMapping, FormatKind
from museminder.domain.switching.formats.recognition import FORMATS, mapping_problems, proposed_columns
from museminder.domain.switching.formats.uploads import Upload, read_upload, stored_bytes
from museminder.domain.switching.models import ImportBatch, ImportFile
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site, current_studio_id
from museminder.foundation.tenancy.models import Studio
from museminder.primitives.actor import Actor

MOST_FILES = 8


def upload_files(
    *, files: Sequence[tuple[str, bytes]], by: Actor, at: datetime, region: str = ""
) -> ImportBatch:
    """Take in the files of another system, with every card number in them blacked out before anything is kept.

    ``files`` are (name, bytes); ``region`` two letters, the studio's own if empty. Raises ``UnreadableFile``, and
    ``Refused`` for no files, too many, or two of one name. Nothing of them reaches the studio yet.
    """
    _check_files(files)
    uploads = [read_upload(name, data) for name, data in files]
    if len({upload.name for upload in uploads}) != len(uploads):
        raise Refused(_("Two files have the same name. Please rename one."))
    studio = Studio.objects.get(pk=current_studio_id() or 0)
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.create(
            region=region or studio.region,
            currency=studio.currency,
            created_by_name=by.name[:120],
            created_at=at,
        )
        stored = [(_store(batch, position, upload), upload) for position, upload in enumerate(uploads)]
        batch.system = next(
            (FORMATS[upload.kind].system for upload in uploads if upload.kind and not _is_own(upload.kind)),
            "template",
        )
        orders = orders_of(stored, region=batch.region)
        batch.date_order = orders.proposed if orders.is_settled else ""
        batch.save(update_fields=["system", "date_order"])
        record_change("switching.import.uploaded", of=batch, by=by, at=at, details={"files": len(stored)})
    return batch


def set_reading(
    *,
    batch_id: UUID,
    date_order: str,
    kinds: Mapping[str, str],
    mappings: Mapping[str, Mapping[str, str]],
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> ImportBatch:
    """Say what each file is, which column is which, and in which order its dates stand.

    ``kinds`` and ``mappings`` are by file name; a file whose kind changes is matched anew by its headings; ``seen`` is
    the version the page showed. Raises ``Refused`` with a sentence for a mapping that cannot be used.
    """
    with transaction.atomic(using=current_site()):
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        check_can_change(batch, seen)
        for file, upload in uploads_of(batch, by=by, at=at):
            _set_file(file, upload, kinds.get(file.name, file.kind), mappings.get(file.name))
        batch.date_order = DateOrder(date_order).value
        batch.state, batch.version = ImportBatch.State.UPLOADED, batch.version + 1
        batch.save(update_fields=["date_order", "state", "version"])
        details = {"date_order": batch.date_order}
        record_change("switching.import.mapped", of=batch, by=by, at=at, details=details)
    return batch


class StalePage(Refused):
    """Somebody else changed the import after the page was opened."""


def check_seen(batch: ImportBatch, seen: int | None) -> None:
    """Refuses a change by somebody who looked at an earlier version of the import; None was not asked."""
    if seen is not None and seen != batch.version:
        raise StalePage(
            _("Somebody changed this import after you opened the page. Look at it, then try again.")
        )


def check_can_change(batch: ImportBatch, seen: int | None = None) -> None:
    """Refuses to change an import that is being written or was, or that somebody else changed since."""
    check_seen(batch, seen)
    if not batch.can_be_changed():
        raise Refused(_("This import is written already. Upload the files again to import anew."))


def _check_files(files: Sequence[tuple[str, bytes]]) -> None:
    if not files:
        raise Refused(_("Choose at least one file."))
    if len(files) > MOST_FILES:
        raise Refused(_("Choose at most %(count)s files at a time.") % {"count": MOST_FILES})


def _is_own(kind: FormatKind) -> bool:
    return FORMATS[kind].system == "template"


def _store(batch: ImportBatch, position: int, upload: Upload) -> ImportFile:
    mapping = dict(proposed_columns(upload.kind, upload.table.headings).columns) if upload.kind else {}
    return ImportFile.objects.create(
        batch=batch,
        position=position,
        name=upload.name,
        kind=upload.kind or "",
        content=packed(stored_bytes(upload)),
        mapping=mapping,
    )


def _set_file(file: ImportFile, upload: Upload, kind: str, mapping: Mapping[str, str] | None) -> None:
    headings = upload.table.headings
    if kind and kind != file.kind:
        file.kind, file.mapping = (
            FormatKind(kind).value,
            dict(proposed_columns(FormatKind(kind), headings).columns),
        )
    elif mapping is not None:
        file.mapping = {name: heading for name, heading in mapping.items() if heading}
    if not file.kind:
        raise Refused(_("Please choose which list %(name)s is.") % {"name": file.name})
    problems = mapping_problems(ColumnMapping(FormatKind(file.kind), file.mapping), headings)
    if problems:
        raise Refused(f"{file.name}: {' '.join(problems)}")
    file.save(update_fields=["kind", "mapping"])
