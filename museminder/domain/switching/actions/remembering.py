"""What an import remembers of everything it writes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from museminder.domain.courses.models import Offering
from museminder.domain.switching.models import ExternalId, ImportBatch, ImportedRecord
from museminder.domain.switching.rules.settled import SettledRoster
from museminder.foundation.audit.models import Change
from museminder.foundation.vault.fields import Sealed
from museminder.primitives.actor import Actor

CREATED, UPDATED = ImportedRecord.Action.CREATED, ImportedRecord.Action.UPDATED
FOUND, POSTED = ImportedRecord.Action.FOUND, ImportedRecord.Action.POSTED


# Who signs in as a person says nothing about what the files said of them.
SIGN_IN = frozenset(("membership", "account_id"))


@dataclass
class Writing:
    """An import while it is written: what is written already, so that no piece is written twice."""

    batch: ImportBatch
    settled: SettledRoster
    system: str
    by: Actor
    at: datetime
    today: date
    done: dict[tuple[str, str], UUID] = field(default_factory=dict)
    waiting: list[ImportedRecord] = field(default_factory=list)
    named: list[ExternalId] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    left_as: dict[UUID, str] = field(default_factory=dict)
    # What is sealed of records a piece may update, opened for all of them at once.
    opened: dict[UUID, dict[str, Any]] = field(default_factory=dict)

    def load(self) -> None:
        """Look up what an earlier attempt wrote, and how earlier imports left the records they wrote."""
        rows = ImportedRecord.objects.filter(batch=self.batch)
        self.done = {
            (kind, key): record for kind, key, record in rows.values_list("kind", "key", "record_id")
        }
        earlier = ImportedRecord.objects.exclude(batch=self.batch).exclude(fingerprint="").order_by("id")
        self.left_as = dict(earlier.values_list("record_id", "fingerprint"))

    def why_it_stays(self, record: models.Model) -> str:
        """Since when somebody's changes keep a record as it is, in words; empty if the file may correct it.

        What was changed after the files were looked over stays, unless whoever wrote the import took the file's word;
        what is changed while it is being written stays in any case.
        """
        since = self.batch.looked_over_at
        moments = Change.objects.filter(of_id=record.pk, at__gt=since).exclude(at=self.at) if since else None
        changed = list(moments.values_list("at", flat=True)) if moments is not None else []
        took = self.batch.changed_here == ImportBatch.ChangedHere.TAKE
        if any(at > self.at for at in changed) or (changed and not took):
            return "changed here since the files were looked over"
        before = self.left_as.get(record.pk)
        if before is not None and before != fingerprint(record) and not (changed and took):
            return "changed here since it was imported"
        return ""

    def record(self, kind: str, key: str) -> UUID | None:
        """The record that this import wrote or found for a key of its files; None if it has not yet."""
        return self.done.get((kind, hashed(key)))

    def done_for(self, kind: str, key: str) -> UUID:
        """The record for a key that must have been written before. Raises KeyError."""
        return self.done[kind, hashed(key)]

    def remember(
        self,
        kind: str,
        key: str,
        record: models.Model,
        action: str = CREATED,
        *,
        unit: str = "",
        before: dict[str, Any] | None = None,
        external_id: str = "",
    ) -> None:
        """Note that a record stands for a key; it is written down with ``flush``, in the same transaction."""
        self.done[kind, hashed(key)] = record.pk
        self.waiting.append(
            ImportedRecord(
                batch=self.batch,
                kind=kind,
                key=hashed(key),
                unit=hashed(unit) if unit else "",
                model=record._meta.label,
                record_id=record.pk,
                action=action,
                before=before,
                fingerprint=fingerprint(record) if action in {CREATED, UPDATED} else "",
            )
        )
        if external_id:
            self.named.append(
                ExternalId(system=self.system, kind=kind, external_id=external_id[:200], record_id=record.pk)
            )

    def flush(self) -> None:
        """Write down what was noted since the last time."""
        ImportedRecord.objects.bulk_create(self.waiting, batch_size=1_000)
        ExternalId.objects.bulk_create(
            self.named,
            batch_size=1_000,
            update_conflicts=True,
            unique_fields=["studio", "system", "kind", "external_id"],
            update_fields=["record_id"],
        )
        self.waiting, self.named, self.opened = [], [], {}


def hashed(key: str) -> str:
    """A key of the files without what it says: keys may hold names."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def fingerprint(record: models.Model) -> str:
    """A record's facts as one short text, to see later whether anybody changed them."""
    parts = [f"{name}={value}" for name, value in _facts(record)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _facts(record: models.Model) -> Iterable[tuple[str, str]]:
    if isinstance(record, Offering):
        yield from _held(record)
    for one in record._meta.concrete_fields:
        if one.name in SIGN_IN or one.name == "origins":  # the database writes those
            continue
        value = getattr(record, one.attname)
        if isinstance(value, Sealed):
            value = hashlib.sha256(value.data).hexdigest()
        yield one.attname, "" if value is None else str(value)


def _held(offering: Offering) -> Iterable[tuple[str, str]]:
    """When and by whom an offering is held: part of what an import wrote, though it stands in other tables."""
    weekly = [
        (one.weekday, one.starts, one.minutes, one.room_id, one.starts_on, one.until)
        for one in offering.templates.all()
    ]
    yield "weekly", str(sorted(weekly, key=str))
    taught = sorted((one.position, str(one.staff_member_id)) for one in offering.instructors.all())
    yield "instructors", str(taught)
