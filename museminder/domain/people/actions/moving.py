"""Making everything that points at one record point at another, so that it can be put back."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from museminder.domain.people.queries.references import Reference, changeable, readable, references_to
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.tenancy.models import StudioOwned
from museminder.foundation.vault.fields import Sealed


@dataclass(slots=True)
class Moves:
    """What was changed, as ``[model, column, row id, before, after]``, and which rows stay where they are.

    ``blocked`` counts, by what they are called, the rows that can never be pointed at another record.
    """

    changes: list[list[Any]] = field(default_factory=list)
    stayed: list[StudioOwned] = field(default_factory=list)
    blocked: Counter[str] = field(default_factory=Counter)

    def write(self, row: StudioOwned, **values: Any) -> None:
        """Change columns of a row, and remember what they were."""
        for name, value in values.items():
            column = _column(row, name)
            before = getattr(row, column)
            after = value.pk if isinstance(value, models.Model) else value
            if before == after:
                continue
            self.remember(row, column, before, after)
            setattr(row, name, value)
        row.save(update_fields=list(values))

    def remember(self, row: StudioOwned, column: str, before: Any, after: Any) -> None:
        """Note a change of one column."""
        self.changes.append([row._meta.label, column, str(row.pk), _plain(before), _plain(after)])

    def counts_by_name(self, without: Container[str] = ()) -> dict[str, int]:
        """How many rows of each kind were changed, but for the rows with these ids."""
        rows = {(label, row_id) for label, _column, row_id, _before, _after in self.changes}
        counted = Counter(label for label, row_id in rows if row_id not in without)
        return {str(_model(label)._meta.verbose_name): count for label, count in sorted(counted.items())}


def point_elsewhere(kept: StudioOwned, merged: StudioOwned, moves: Moves) -> None:
    """Let everything that names the merged record name the kept one.

    A row the kept record has already (the same right, the same place in a meeting) stays with the merged one, and
    what hangs on it moves on to the kept one's; a family's account comes along and is *continued by* the kept one's.
    History that nobody rewrites is counted as what blocks the move.
    """
    references = readable(references_to(type(kept)))
    may_change = changeable(references)
    for reference in references:
        rows = list(reference.model.objects.filter(**{reference.field.attname: merged.pk}))
        if not rows:
            continue
        if reference in may_change:
            _move(reference, rows, kept, moves)
        elif reference.is_foreign_key:
            moves.blocked[str(reference.model._meta.verbose_name)] += len(rows)


def refuse_what_blocks(kept: StudioOwned, merged: StudioOwned, moves: Moves) -> None:
    """Say which history keeps two records apart, and whether the other way round would do. Raises ``Refused``.

    To be asked once everything that could move has moved; what was moved is taken back with the transaction.
    """
    if not moves.blocked:
        return
    backward = Moves()
    point_elsewhere(merged, kept, backward)
    facts = {
        "merged": merged,
        "kept": kept,
        "things": _named(moves.blocked),
        "others": _named(backward.blocked),
    }
    if backward.blocked:
        raise Refused(
            _(
                "Both have history that is never edited: %(merged)s %(things)s, and %(kept)s %(others)s. Leave "
                "them apart: deactivate the one nobody needs, and its history stays to be read."
            )
            % facts
        )
    raise Refused(
        _(
            "%(merged)s has history that is never edited: %(things)s. %(kept)s has none: merge the other way "
            "round, and everything is kept."
        )
        % facts
    )


def _named(counted: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(counted.items()))


def put_back(changes: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Undo remembered changes, last first; returns those of rows that somebody changed since, which stay."""
    changed_since = []
    for label, column, row_id, before, after in reversed(changes):
        rows = _model(label).objects.filter(pk=row_id)
        row = rows.first()
        if row is None or _plain(getattr(row, column)) != after:
            changed_since.append([label, column, row_id])
            continue
        rows.update(**{column: before})
    return changed_since


def _move(reference: Reference, rows: Sequence[StudioOwned], kept: StudioOwned, moves: Moves) -> None:
    column = reference.field.attname
    in_the_way = _that_cannot(reference, rows, kept.pk)
    for row in in_the_way:
        # What names a record only by its id, such as the payer of a charge, is a fact of its own and stays whole.
        counterpart = _counterpart(reference, row, kept) if reference.is_foreign_key else None
        if counterpart is not None and _has(row, "continued_by"):
            _continue(reference, row, counterpart, moves)
            continue
        moves.stayed.append(row)
        if counterpart is None:
            continue
        point_elsewhere(counterpart, row, moves)
        if _has(row, "merged_into"):
            moves.write(row, merged_into=counterpart, is_active=False)
    for row in rows:
        if row not in in_the_way:
            moves.remember(row, column, getattr(row, column), kept.pk)


def _continue(reference: Reference, row: StudioOwned, counterpart: Any, moves: Moves) -> None:
    """A row with a history of its own goes along whole, and so do those it continues: one continues them all."""
    head = counterpart.continued_by or counterpart
    family = getattr(head, reference.field.name)
    # Put back from the end: a row is somebody else's again before it stands on its own again.
    continued: Any = type(row).objects
    for each in [*continued.filter(continued_by=row), row]:
        moves.write(each, **{"continued_by": head, reference.field.name: family})


def _has(row: StudioOwned, name: str) -> bool:
    return any(each.name == name for each in row._meta.local_fields)


def _that_cannot(reference: Reference, rows: Sequence[StudioOwned], kept_id: UUID) -> list[StudioOwned]:
    """Point the rows at the kept record; returns those the database refuses because it has such a row."""
    if _update(reference, [row.pk for row in rows], kept_id):
        return []
    return [row for row in rows if not _update(reference, [row.pk], kept_id)]


def _update(reference: Reference, ids: Sequence[UUID], kept_id: UUID) -> bool:
    try:
        with transaction.atomic(using=current_site()):
            reference.model.objects.filter(pk__in=ids).update(**{reference.field.attname: kept_id})
    except IntegrityError:
        return False
    return True


def _counterpart(reference: Reference, row: StudioOwned, kept: StudioOwned) -> StudioOwned | None:
    """The kept record's row that stands in the way: equal in all other columns of a rule of uniqueness."""
    name = reference.field.name
    unique = [
        rule.fields
        for rule in row._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and name in rule.fields
    ]
    if reference.field.unique:
        unique.append((name,))
    for names in unique:
        others = {each: getattr(row, _column(row, each)) for each in names}
        del others[name]
        others.pop("studio", None)
        found = type(row).objects.filter(**others, **{reference.field.attname: kept.pk}).first()
        if found is not None:
            return found
    return None


def _column(row: StudioOwned, name: str) -> str:
    field: Any = row._meta.get_field(name)
    return str(field.attname)


def _model(label: str) -> type[StudioOwned]:
    return next(m for m in apps.get_models() if issubclass(m, StudioOwned) and m._meta.label == label)


def _plain(value: Any) -> Any:
    """A value as JSON keeps it; of a text or a sealed value only its hash, enough to see whether it changed."""
    if isinstance(value, uuid.UUID | date):
        return str(value)
    if isinstance(value, Sealed):
        return hashlib.sha256(value.data).hexdigest()
    if isinstance(value, str) and value:
        return hashlib.sha256(value.encode()).hexdigest()
    return value
