"""Carrying the schedule out: what is too old goes, held rows stay and are counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from museminder.domain.people.models import Student
from museminder.domain.people.rules import day_of
from museminder.domain.privacy.actions.erasing import blank_notes
from museminder.domain.privacy.actions.last_days import note_last_days
from museminder.domain.privacy.models import RetentionRun
from museminder.domain.privacy.queries.retention import due_rows, emptied, held_subjects, is_held, table_of
from museminder.domain.privacy.rules.retention import numbered, scheduled
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.vault.destroying import destroy_keys
from museminder.primitives.actor import Actor
from museminder.primitives.holdings import Holding
from museminder.primitives.retention import Rule

A_MONTH = timedelta(days=31)
UNDER_A_CONSENT = "outside.Disclosure"  # a key of the database leads to the consent, unseen by the models
NAMES = frozenset({"first_name", "last_name", "name"})  # without them a record is nobody's any more


def carry_out_retention(*, studio_id: int, by: Actor, at: datetime) -> RetentionRun:
    """Erase what the schedule says is over, in every table, and note how much; raises ``VaultSilent``.

    A student's keys are destroyed before the row is emptied: whatever happens between, the next night does it again.
    Rows of whom a legal hold is about stay, and are counted. Who left without a last day is given one first.
    """
    on = day_of(at)
    with transaction.atomic(using=current_site()):
        note_last_days(by=by, at=at)
        held, keys = held_subjects(at), 0
        lines: list[list[Any]] = []
        for number, (holding, rule) in _in_order():
            due = due_rows(holding, rule, on=on)
            kept = due.filter(is_held(holding, held)).count()
            due = due.exclude(is_held(holding, held))
            if _is_last_of_student(holding, rule):
                keys += _destroy(list(due.values_list("pk", flat=True)), studio_id, at)
            done = _erase(due, holding, rule)
            left = due.count()
            coming = due_rows(holding, rule, on=on + A_MONTH).exclude(is_held(holding, held)).count() - left
            lines.append([holding.model, number, done, kept, coming, left])
        run = RetentionRun.objects.create(
            ran_at=at,
            lines=[line[:5] for line in lines],
            done_count=sum(line[2] for line in lines),
            held_count=sum(line[3] for line in lines),
            key_count=keys,
            overdue_count=sum(line[5] for line in lines),
        )
        if run.done_count:
            details = {"done": run.done_count, "held": run.held_count, "keys": run.key_count}
            record_change("privacy.retention.carried_out", of=run, by=by, at=at, details=details)
    return run


def _in_order() -> list[tuple[int, tuple[Holding, Rule]]]:
    """Rules with their number within the table: what is emptied first, then rows, those that point at others first.

    Which family a student belonged to is among the rows, and says whose names are too old.
    """
    return sorted(
        ((number, (holding, rule)) for number, holding, rule in numbered()),
        key=lambda each: (
            not each[1][1].empties,
            each[1][0].model != UNDER_A_CONSENT,
            _depth(each[1][0].model, frozenset()),
        ),
    )


def _depth(label: str, above: frozenset[str]) -> int:
    """How many scheduled tables point at this one, one through the other."""
    pointing = (
        {
            relation.related_model._meta.label
            for relation in table_of(label)._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete
        }
        - above
        - {label}
    )
    ours = pointing & {holding.model for holding, _rule in scheduled()}
    return 1 + max((_depth(each, above | {label}) for each in ours), default=0)


def _is_last_of_student(holding: Holding, rule: Rule) -> bool:
    return holding.model == Student._meta.label and "birth_date" in rule.empties


def _destroy(students: list[UUID], studio_id: int, at: datetime) -> int:
    return destroy_keys(studio_id=studio_id, subjects=students, at=at).count if students else 0


def _erase(due: Any, holding: Holding, rule: Rule) -> int:
    if not rule.empties or NAMES & set(rule.empties):
        blank_notes(list(due.values_list("pk", flat=True)))
    if rule.empties:
        return int(due.update(**emptied(table_of(holding.model), rule.empties)))
    return int(due.delete()[0])
