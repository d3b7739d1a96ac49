"""Two records of one family, student or guardian become one; nothing is lost, and it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from museminder.domain.people.actions.moving import Moves, point_elsewhere, put_back, refuse_what_blocks
from museminder.domain.people.actions.nearness import check_nobody_comes_nearer, children_of
from museminder.domain.people.events import MergeUndone, RecordsMerged
from museminder.domain.people.models import Family, Guardian, Guardianship, Household, Merge, Student
from museminder.domain.people.queries.reach import reach_of
from museminder.domain.people.rules import check_not_merged, day_of
from museminder.foundation.audit.recording import record_change
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_site
from museminder.foundation.vault.fields import SealedField
from museminder.foundation.vault.purposes import Purpose
from museminder.foundation.vault.revealing import reveal
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce

MODELS: dict[str, type[Family | Student | Guardian]] = {
    Merge.Kind.FAMILY: Family,
    Merge.Kind.STUDENT: Student,
    Merge.Kind.GUARDIAN: Guardian,
}
# What the kept record takes from the merged one where it has nothing itself.
GAPS: dict[str, tuple[str, ...]] = {
    Merge.Kind.FAMILY: ("note", "started_on"),
    Merge.Kind.STUDENT: (
        "last_name",
        "preferred_name",
        "school_name",
        "instrument",
        "started_on",
        "birth_date",
        "care_notes",
    ),
    Merge.Kind.GUARDIAN: ("first_name", "last_name", "email", "mobile_phone", "home_phone", "address"),
}


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do: how many records of each kind it moves, and which stay with the merged one."""

    moved: Mapping[str, int]
    stayed: Mapping[str, int]


class _OnlyLooking(Exception):
    """Takes back what was tried."""


def preview_merge(*, kind: str, kept_id: UUID, merged_id: UUID, by: Actor, at: datetime) -> MergePreview:
    """What merging two records would do, found by doing it and taking it back. Raises ``Refused``."""
    try:
        with transaction.atomic(using=current_site()):
            _kept, _merged, moves = _merge(kind, kept_id, merged_id, by=by, at=at)
            raise _OnlyLooking
    except _OnlyLooking:
        pass
    stayed: dict[str, int] = {}
    for row in moves.stayed:
        name = str(row._meta.verbose_name)
        stayed[name] = stayed.get(name, 0) + 1
    return MergePreview(moved=moves.counts_by_name(without={str(kept_id), str(merged_id)}), stayed=stayed)


def merge_records(*, kind: str, kept_id: UUID, merged_id: UUID, by: Actor, at: datetime) -> Merge:
    """Make two families, students or guardians one: everything of the merged record belongs to the kept one.

    ``kind`` is a ``Merge.Kind``. The merged record stays, empty and out of the lists, so that the merge can be undone.
    Raises ``Refused`` when they cannot be one, or when somebody would come nearer to a guarded student by it.
    """
    with transaction.atomic(using=current_site()):
        kept, merged, moves = _merge(kind, kept_id, merged_id, by=by, at=at)
        merge = Merge(kind=kind, kept_id=kept.pk, merged_id=merged.pk, moved=moves.changes, merged_at=at)
        merge.save(force_insert=True)
        details = {"merge_id": str(merge.pk), "merged_id": str(merged.pk), "changes": len(moves.changes)}
        record_change(f"people.{kind}.merged", of=kept, by=by, at=at, details=details)
        announce(RecordsMerged(merge.pk, str(kind), kept.pk, merged.pk, by=by, at=at))
    return merge


def undo_merge(*, merge_id: UUID, by: Actor, at: datetime) -> list[list[Any]]:
    """Make two records of one again, as they were; returns ``[model, column, row id]`` of what changed since and stays.

    Raises ``Refused`` if it was undone already, or if somebody would come nearer to a guarded student by it.
    """
    with transaction.atomic(using=current_site()):
        merge = Merge.objects.select_for_update().get(pk=merge_id)
        if merge.undone_at is not None:
            raise Refused(_("This merge was undone already."))
        both = [merge.kept_id, merge.merged_id]
        children = children_of(merge.kind, both, at=at)
        before = reach_of(children, on=day_of(at))
        changed_since = put_back(merge.moved)
        check_nobody_comes_nearer(
            before, children, at=at, parted=both if merge.kind == Merge.Kind.STUDENT else ()
        )
        merge.undone_at = at
        merge.save(update_fields=["undone_at"])
        kept = MODELS[merge.kind].objects.get(pk=merge.kept_id)
        kept.save(update_fields=["name_key"])
        details = {"merge_id": str(merge.pk), "merged_id": str(merge.merged_id), "stay": len(changed_since)}
        record_change(f"people.{merge.kind}.merge_undone", of=kept, by=by, at=at, details=details)
        announce(MergeUndone(merge.pk, merge.kind, merge.kept_id, merge.merged_id, by=by, at=at))
    return changed_since


def _merge(kind: str, kept_id: UUID, merged_id: UUID, *, by: Actor, at: datetime) -> tuple[Any, Any, Moves]:
    if kept_id == merged_id:
        raise Refused(_("Choose two different records."))
    rows = {
        row.pk: row
        for row in MODELS[kind].objects.select_for_update().filter(pk__in=[kept_id, merged_id]).order_by("pk")
    }
    if len(rows) != 2:
        raise Refused(_("One of the two records is not there any more."))
    kept, merged = rows[kept_id], rows[merged_id]
    check_not_merged(kept, merged)
    if isinstance(kept, Guardian) and isinstance(merged, Guardian) and kept.family_id != merged.family_id:
        raise Refused(
            _("A guardian of two families is one account with two records. Merge the families first.")
        )
    children = children_of(kind, [kept_id, merged_id], at=at)
    before = reach_of(children, on=day_of(at))
    moves = Moves()
    _take_over_account(kept, merged, moves)
    if isinstance(kept, Student):
        _keep_who_pays(kept, merged, moves)
    point_elsewhere(kept, merged, moves)
    refuse_what_blocks(kept, merged, moves)
    _settle_households(kept, moves)
    _fill_gaps(kind, kept, merged, moves, by=by, at=at)
    moves.write(kept, is_active=kept.is_active or merged.is_active)
    moves.write(merged, merged_into=kept, is_active=False)
    joined = [kept_id, merged_id] if isinstance(kept, Student) else ()
    check_nobody_comes_nearer(before, children, at=at, joined=joined)
    return kept, merged, moves


def _take_over_account(kept: Any, merged: Any, moves: Moves) -> None:
    """Whoever signs in as the merged record stands for the kept one, unless somebody does already."""
    if isinstance(kept, Family) or kept.account_id is not None or merged.account_id is None:
        return
    membership, account = merged.membership, merged.account_id
    moves.write(merged, membership=None, account_id=None)
    moves.write(kept, membership=membership, account_id=account)
    if isinstance(kept, Guardian):
        for pair in Guardianship.objects.filter(guardian__in=[kept, merged]):
            moves.write(pair, account_id=account)


def _keep_who_pays(kept: Student, merged: Any, moves: Moves) -> None:
    """The households of the kept student pay what they paid; those that come along share what is left."""
    mine = Household.objects.filter(student=kept, until=None)
    left = 100 - sum(mine.values_list("share_percent", flat=True))
    for row in Household.objects.filter(student=merged, until=None):
        billed = row.is_billed_by_default and not mine.filter(is_billed_by_default=True).exists()
        share = min(row.share_percent, max(left, 0)) if mine.exists() else row.share_percent
        moves.write(row, is_billed_by_default=billed, share_percent=share)
        left -= share


def _settle_households(kept: Any, moves: Moves) -> None:
    """A household both records had on the same days is one: the merged one's has no day left."""
    for row in [each for each in moves.stayed if isinstance(each, Household)]:
        same = {"family": kept, "student": row.student}
        if isinstance(kept, Student):
            same = {"family": row.family, "student": kept}
        twin = Household.objects.filter(**same).order_by("-starts_on").first()
        if twin is None:
            continue
        was_billed = row.is_billed_by_default and row.until is None and twin.until is None
        moves.write(row, until=row.starts_on, is_billed_by_default=False)
        billed = Household.objects.filter(student=twin.student, is_billed_by_default=True, until=None)
        if was_billed and not billed.exists():
            moves.write(twin, is_billed_by_default=True)


def _fill_gaps(kind: str, kept: Any, merged: Any, moves: Moves, *, by: Actor, at: datetime) -> None:
    for name in GAPS[kind]:
        if getattr(kept, name) or not getattr(merged, name):
            continue
        before = getattr(kept, name)
        if isinstance(kept._meta.get_field(name), SealedField):
            # A sealed value opens only where it belongs, so it is sealed anew for the kept record.
            opened = reveal([merged], [name], purpose=Purpose.CORRECTING_THE_RECORD, by=by, at=at)
            setattr(kept, name, opened[merged.pk][name])
        else:
            setattr(kept, name, getattr(merged, name))
        kept.save(update_fields=[name, "name_key"])
        moves.remember(kept, name, before, getattr(kept, name))
