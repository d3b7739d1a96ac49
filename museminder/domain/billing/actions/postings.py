"""Month posting: work out, look over, commit once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import connections, transaction

from museminder.domain.billing.actions.accounts import open_family_account
from museminder.domain.billing.events import MonthPosted
from museminder.domain.billing.models import Charge, FamilyAccount, Posting, PostingRow
from museminder.domain.billing.rules import refusals
from museminder.domain.billing.rules.sources import Due, everything_due
from museminder.foundation.audit.recording import record_change
from museminder.foundation.tenancy.context import current_site, current_studio_id
from museminder.foundation.tenancy.jobs import enqueue
from museminder.primitives.actor import Actor
from museminder.primitives.happenings import announce
from museminder.primitives.ids import uuid7
from museminder.primitives.periods import Month


def prepare_posting(*, period: date, by: Actor, at: datetime) -> Posting:
    """Work out a month for everybody, to be looked over; what was posted already is left out.

    Working it out again replaces the preview and keeps the decisions made on its rows. ``period`` is any day of the
    month. Raises ``Refused`` while the month is being posted: what was looked over is what is posted.
    """
    first = period.replace(day=1)
    with transaction.atomic(using=current_site()):
        Posting.objects.bulk_create([Posting(period=first, created_at=at)], ignore_conflicts=True)
        posting = Posting.objects.select_for_update().filter(period=first).latest("created_at", "id")
        refusals.check_can_decide(posting)
        left_out = {
            (row.source_id, row.payer_id) for row in posting.rows.filter(state=PostingRow.State.SKIPPED)
        }
        posting.rows.all().delete()
        PostingRow.objects.bulk_create(_rows(posting, left_out), batch_size=2_000)
        record_change(
            "billing.posting.prepared", of=posting, by=by, at=at, details={"period": first.isoformat()}
        )
        return posting


def _rows(posting: Posting, left_out: set[tuple[UUID, UUID | None]]) -> Iterable[PostingRow]:
    continued = dict(FamilyAccount.objects.exclude(continued_by=None).values_list("id", "continued_by_id"))
    for due in _not_charged_yet(everything_due(Month.of(posting.period)), posting.period):
        if due.amount or due.problem:
            on_account = _on_an_account(due, continued)
            yield _row(posting, on_account, skipped=(due.source_id, due.payer_id) in left_out)


def _not_charged_yet(everything: list[Due], period: date) -> Iterator[Due]:
    charged: dict[UUID, set[UUID | None]] = defaultdict(set)
    payers: dict[UUID, set[UUID | None]] = defaultdict(set)
    for source_id, payer_id in Charge.objects.filter(period=period, reversed_at=None).values_list(
        "source_id", "payer_id"
    ):
        charged[source_id].add(payer_id)
    for due in everything:
        payers[due.source_id].add(due.payer_id)
    for due in everything:
        # Split otherwise since it was charged: whoever pays now, the whole month was charged to those before.
        shared_otherwise = charged[due.source_id] - payers[due.source_id]
        if not shared_otherwise and due.payer_id not in charged[due.source_id]:
            yield due


def _on_an_account(due: Due, continued: Mapping[UUID, UUID]) -> Due:
    if due.family_account_id is not None:
        in_force = continued.get(due.family_account_id, due.family_account_id)
        return replace(due, family_account_id=in_force)
    if due.family_id is not None:
        return replace(due, family_account_id=open_family_account(family_id=due.family_id).pk)
    return due


def _row(posting: Posting, due: Due, *, skipped: bool) -> PostingRow:
    state = PostingRow.State.EXCEPTION if due.problem else PostingRow.State.READY
    return PostingRow(
        posting=posting,
        source_kind=due.source_kind,
        source_id=due.source_id,
        family_account_id=due.family_account_id,
        payer_id=due.payer_id,
        student_id=due.student_id,
        description=due.description,
        parameters=due.parameters,
        steps=due.steps,
        due_on=due.due_on,
        amount=due.amount,
        tax_amount=due.tax_amount,
        state=PostingRow.State.SKIPPED if skipped else state,
        problem=due.problem,
        reserved_ids=[uuid7() for _ in range(5)],
    )


def leave_out(*, row: PostingRow, by: Actor, at: datetime, note: str = "") -> PostingRow:
    """Leave a row out of this posting; it can be taken up again until the month is posted."""
    with transaction.atomic(using=current_site()):
        row = _held(row)
        row.state = PostingRow.State.SKIPPED
        row.save(update_fields=["state"])
        record_change("billing.posting_row.left_out", of=row, by=by, at=at, note=note)
        return row


def take_up(*, row: PostingRow, by: Actor, at: datetime) -> PostingRow:
    """Take a row that was left out into this posting again."""
    with transaction.atomic(using=current_site()):
        row = _held(row)
        row.state = PostingRow.State.EXCEPTION if row.problem else PostingRow.State.READY
        row.save(update_fields=["state"])
        record_change("billing.posting_row.taken_up", of=row, by=by, at=at)
        return row


def _held(row: PostingRow) -> PostingRow:
    refusals.check_can_decide(Posting.objects.select_for_update().get(pk=row.posting_id))
    return PostingRow.objects.get(pk=row.pk)


def start_posting(*, posting: Posting, by: Actor, at: datetime) -> Posting:
    """Post the month: the work is done by a job, once, however often this is asked for."""
    with transaction.atomic(using=current_site()):
        posting = Posting.objects.select_for_update().get(pk=posting.pk)
        refusals.check_can_post(posting)
        if posting.state == Posting.State.PREVIEW:
            posting.state, posting.started_at = Posting.State.POSTING, at
            posting.save(update_fields=["state", "started_at"])
            enqueue("billing.post_month", lock="post_month", posting_id=str(posting.pk), by_name=by.name)
            record_change("billing.posting.started", of=posting, by=by, at=at)
        return posting


# Each statement reads the same ready rows and writes what their reserved ids name. The row is settled last, in the
# same transaction: before its commit nothing is posted, after it everything is.
_POST = [
    # Charged in the meantime by another way: left out, so that the rest of the month is not held up.
    """UPDATE billing_postingrow r SET state = 'skipped'
       WHERE r.studio_id = %(studio)s AND r.posting_id = %(posting)s AND r.state = 'ready' AND EXISTS (
         SELECT 1 FROM billing_charge c WHERE c.studio_id = r.studio_id AND c.source_kind = r.source_kind
           AND c.source_id = r.source_id AND c.period = %(period)s AND c.reversed_at IS NULL
           AND c.payer_id IS NOT DISTINCT FROM r.payer_id)""",
    """INSERT INTO billing_ledgertransaction (studio_id, id, kind, "on", at)
       SELECT studio_id, reserved_ids[2], 'charge', %(on)s, %(at)s FROM billing_postingrow
       WHERE studio_id = %(studio)s AND posting_id = %(posting)s AND state = 'ready' AND amount > 0""",
    """INSERT INTO billing_ledgerline (studio_id, id, transaction_id, account, family_account_id, amount)
       SELECT r.studio_id, r.reserved_ids[s.place], r.reserved_ids[2], s.account,
         CASE WHEN s.account = 'receivable' THEN r.family_account_id END,
         CASE s.account WHEN 'receivable' THEN r.amount WHEN 'tax_payable' THEN -r.tax_amount
                        ELSE r.tax_amount - r.amount END
       FROM billing_postingrow r,
         (VALUES (3, 'receivable'), (4, 'tuition_income'), (5, 'tax_payable')) AS s (place, account)
       WHERE r.studio_id = %(studio)s AND r.posting_id = %(posting)s AND r.state = 'ready' AND r.amount > 0
         AND (s.account <> 'tax_payable' OR r.tax_amount > 0)
         AND (s.account <> 'tuition_income' OR r.amount > r.tax_amount)""",
    """INSERT INTO billing_charge (studio_id, id, family_account_id, family_ref, transaction_id, kind, source_kind,
         source_id, period, payer_id, student_id, description, parameters, steps, due_on, amount, tax_amount,
         allocated_amount, created_at)
       SELECT r.studio_id, r.reserved_ids[1], r.family_account_id, a.family_id, r.reserved_ids[2], 'tuition',
         r.source_kind, r.source_id, %(period)s, r.payer_id, r.student_id, r.description, r.parameters, r.steps,
         r.due_on, r.amount, r.tax_amount, 0, %(at)s
       FROM billing_postingrow r
       JOIN billing_familyaccount a ON a.studio_id = r.studio_id AND a.id = r.family_account_id
       WHERE r.studio_id = %(studio)s AND r.posting_id = %(posting)s AND r.state = 'ready' AND r.amount > 0""",
    """UPDATE billing_postingrow SET state = 'posted', charge_id = reserved_ids[1]
       WHERE studio_id = %(studio)s AND posting_id = %(posting)s AND state = 'ready' AND amount > 0""",
]


def commit_posting(*, posting_id: UUID, on: date, by: Actor, at: datetime) -> Posting:
    """Write the month's charges, all of them or none; a posting that was committed stays as it is.

    Runs in the caller's transaction. Two at once wait for each other on the posting's row; the database refuses a
    second charge of the same source, period and payer.
    """
    posting = Posting.objects.select_for_update().get(pk=posting_id)
    if posting.state == Posting.State.POSTED:
        return posting
    facts = {
        "studio": current_studio_id(),
        "posting": posting.pk,
        "period": posting.period,
        "on": on,
        "at": at,
    }
    with connections[current_site() or "owner"].cursor() as cursor:
        for statement in _POST:
            cursor.execute(statement, facts)
        count = cursor.rowcount
    posting.state, posting.posted_at = Posting.State.POSTED, at
    posting.save(update_fields=["state", "posted_at"])
    record_change("billing.posting.posted", of=posting, by=by, at=at, details={"charges": count})
    announce(MonthPosted(posting_id=posting.pk, charge_count=count))
    return posting
