"""The stored files of an import as the roster they hold."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from museminder.domain.switching.formats.dates import DateOrder, DateOrders
from museminder.domain.switching.formats.fields import ColumnMapping, FormatKind
from museminder.domain.switching.formats.rosters import common_date_orders, records_of
from museminder.domain.switching.formats.tables import UnreadableFile
from museminder.domain.switching.formats.uploads import Upload, correct_cells, read_upload
from museminder.domain.switching.models import ImportBatch, ImportFile, ImportRow
from museminder.domain.switching.rules.combining import combine_rosters
from museminder.domain.switching.rules.records import ImportedRoster
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor

Corrections = dict[str, dict[int, dict[str, str]]]  # file → row → heading → text


def packed(content: bytes) -> str:
    """Masked bytes as they are sealed."""
    return base64.b64encode(content).decode()


def uploads_of(batch: ImportBatch, *, by: Actor, at: datetime) -> list[tuple[ImportFile, Upload]]:
    """The files of an import, opened and with what somebody corrected; that they were opened is written down."""
    if batch.forgotten_at is not None:
        raise UnreadableFile("The files of this import are removed. Please upload them again.")
    files = list(batch.files.order_by("position"))
    opened = reveal(files, ["content"], purpose=Purpose.IMPORT_CHECK, by=by, at=at)
    corrections = _corrections(batch, by=by, at=at)
    found = []
    for file in files:
        data = base64.b64decode(opened[file.pk]["content"])
        upload = read_upload(file.name, data, kind=FormatKind(file.kind) if file.kind else None)
        upload = replace(upload, name=file.name)
        found.append((file, correct_cells(upload, corrections.get(file.name, {}))))
    return found


def mapping_of(file: ImportFile) -> ColumnMapping:
    """Which column each field is read from. Raises ``UnreadableFile`` while nobody said what the file is."""
    if not file.kind:
        raise UnreadableFile(f"Please choose which list {file.name} is.", row=1)
    return ColumnMapping(FormatKind(file.kind), file.mapping)


def orders_of(files: Iterable[tuple[ImportFile, Upload]], *, region: str) -> DateOrders:
    """In which order the dates of the files stand, with three examples; files of no known kind are left aside."""
    known = [(upload, mapping_of(file)) for file, upload in files if file.kind]
    return common_date_orders(known, region=region)


def roster_of(batch: ImportBatch, *, by: Actor, at: datetime) -> ImportedRoster:
    """Everything the files hold, read as the mapping and the date order say. Raises ``UnreadableFile``."""
    order = DateOrder(batch.date_order)
    return combine_rosters(
        *(
            records_of(
                upload, mapping_of(file), date_order=order, region=batch.region, currency=batch.currency
            )
            for file, upload in uploads_of(batch, by=by, at=at)
        )
    )


def _corrections(batch: ImportBatch, *, by: Actor, at: datetime) -> Corrections:
    rows = list(ImportRow.objects.filter(batch=batch, corrections__isnull=False))
    opened = reveal(rows, ["corrections"], purpose=Purpose.IMPORT_CHECK, by=by, at=at)
    found: Corrections = {}
    for row in rows:
        found.setdefault(row.file_name, {})[row.number] = opened[row.pk]["corrections"]
    return found
