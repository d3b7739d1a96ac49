"""An export moves into a new studio: everything of it or nothing, under new ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext as _

from museminder.domain.leaving.formats.checking import looked_over, still_whole
from museminder.domain.leaving.formats.manifest import Manifest
from museminder.domain.leaving.formats.reading import Source, damaged, lines_of
from museminder.domain.leaving.formats.tables import Damaged, Row, json_name, row_of_line, values_of_row
from museminder.domain.leaving.queries.rows import has_rows
from museminder.domain.leaving.rules.leaving import check_can_move_in
from museminder.domain.leaving.rules.new_ids import NewIds
from museminder.domain.leaving.rules.taken import Table, tables
from museminder.domain.people.actions.origins import said_by
from museminder.domain.people.models import Source as Said
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.models import Membership
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site, current_studio_id
from museminder.foundation.tenancy.models import Studio
from museminder.primitives.actor import Actor

A_PIECE = 1_000
# Rows that one statement has to write together: the ledger balances by statement.
_TOGETHER = {"billing.LedgerLine": "transaction_id"}
# A new studio has a history already: that it was opened, and by whom.
_MAY_HAVE_ROWS = {"audit.Change"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What moved in: rows by table, and which record became which."""

    rows: dict[str, int]
    ids: dict[str, str]


def move_in(*, source: Source, by: Actor, at: datetime) -> Restored:
    """Write an export into the studio in hand, which must be empty; all of it or, if anything is wrong, nothing.

    Raises ``Refused``, which names the file that is not what was exported.
    """
    with transaction.atomic(using=current_site()):
        check_can_move_in(by, occupied=_occupied())
        manifest = looked_over(source)
        ids = NewIds()
        taken = [table for table in tables() if table.name in manifest.rows]
        for table in taken:
            ids.give(_ids_of(source, table, manifest))
        _take_on_settings(manifest)
        with said_by(Said.IMPORT, "MuseMinder"):
            for table in taken:
                _write(source, table, manifest, ids)
        _settle()
        membership = Membership.objects.get(account=by.account_id)
        record_change("leaving.studio.moved_in", of=membership, by=by, at=at, details={"rows": manifest.rows})
    return Restored(manifest.rows, ids.pairs())


def _occupied() -> list[str]:
    return [
        str(table.model._meta.verbose_name_plural)
        for table in tables()
        if table.label not in _MAY_HAVE_ROWS and has_rows(table)
    ]


def _rows(source: Source, table: Table, manifest: Manifest) -> Iterator[Row]:
    name, columns = json_name(table), frozenset(manifest.columns[table.name])
    for number, line in enumerate(lines_of(source, name), start=1):
        try:
            yield row_of_line(line, columns)
        except Damaged as damage:
            raise Refused(_in_row(name, number, damage)) from damage


def _ids_of(source: Source, table: Table, manifest: Manifest) -> Iterator[UUID]:
    name, last, count = json_name(table), None, 0
    for row in _rows(source, table, manifest):
        try:
            this = UUID(row["id"])
        except (ValueError, TypeError, AttributeError) as error:
            raise Refused(damaged(name)) from error
        if last is not None and this <= last:
            raise Refused(damaged(name))
        last, count = this, count + 1
        yield this
    if count != manifest.rows[table.name]:
        raise Refused(damaged(name))


def _take_on_settings(manifest: Manifest) -> None:
    studio: Studio = Studio.objects.get(pk=current_studio_id() or 0)
    for name, value in manifest.settings.items():
        setattr(studio, name, value)
    try:
        studio.clean_fields()
    except ValidationError as error:
        raise Refused(damaged("manifest.json")) from error
    studio.save(update_fields=list(manifest.settings))


def _write(source: Source, table: Table, manifest: Manifest, ids: NewIds) -> None:
    with still_whole(json_name(table)):
        for piece in _pieces(source, table, manifest, ids):
            try:
                table.model.objects.bulk_create(piece)
            except (DatabaseError, ValueError) as error:
                raise Refused(_contradiction(error)) from error


def _pieces(source: Source, table: Table, manifest: Manifest, ids: NewIds) -> Iterator[list[Any]]:
    """Models to be written together: about a thousand, and never a part of what has to balance."""
    found = _models(source, table, manifest, ids)
    together = _TOGETHER.get(table.label)
    if together:
        # the lines of a transaction need not stand side by side
        found = iter(sorted(found, key=lambda model: (getattr(model, together), model.pk)))
    piece: list[Any] = []
    for model in found:
        changes = not together or (piece and getattr(piece[-1], together) != getattr(model, together))
        if len(piece) >= A_PIECE and changes:
            yield piece
            piece = []
        piece.append(model)
    if piece:
        yield piece


def _models(source: Source, table: Table, manifest: Manifest, ids: NewIds) -> Iterator[Any]:
    for number, row in enumerate(_rows(source, table, manifest), start=1):
        try:
            values = values_of_row(table, {column: ids.put_into(value) for column, value in row.items()})
        except Damaged as damage:
            raise Refused(_in_row(json_name(table), number, damage)) from damage
        yield table.model(**values)


def _settle() -> None:
    """References are looked at by the end of a transaction; look now, while it can be said what is wrong."""
    try:
        with connections[str(current_site())].cursor() as cursor:
            cursor.execute("set constraints all immediate")
    except DatabaseError as error:
        raise Refused(_contradiction(error)) from error


def _contradiction(error: Exception) -> str:
    found = getattr(error.__cause__, "diag", None)
    table = getattr(found, "table_name", None) or _("a table")
    sentence = _("The export contradicts itself in %(table)s. Nothing was stored.")
    return sentence % {"table": table}


def _in_row(name: str, number: int, damage: Damaged) -> str:
    sentence = _("%(name)s is damaged in row %(number)s: %(what)s. Nothing was stored.")
    return sentence % {"name": name, "number": number, "what": damage}
