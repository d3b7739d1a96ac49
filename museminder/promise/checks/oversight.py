"""Who watches us: reviews in their time, certificates that hold, and nobody let in who was not taught how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from museminder.domain.oversight.models import Attestation, OperatorStaff, SupportGrant, Training
from museminder.domain.oversight.queries.registers import missing_attestations, overdue_reviews
from museminder.foundation.tenancy.context import site
from museminder.primitives import clock
from museminder.primitives.ids import uuid7
from museminder.promise.checking import Found, World, check
from museminder.promise.passing import PassingSchool, passing_school

FAR_AHEAD = date(9999, 1, 1)  # everything written today is over by then
CARD_INDUSTRY = (Attestation.Kind.PCI_AOC.value, Attestation.Kind.ASV_SCAN.value)
DAY = timedelta(days=1)


@check("reviews.in-time", "Looks whether the next review from inside and from outside is still to come.")
def reviews_in_time(world: World) -> Found:
    """Kinds of review that are due, or that nobody ever made."""
    with site("worker"):
        late = overdue_reviews(_today())
        noticed = len(overdue_reviews(FAR_AHEAD)) == len(overdue_reviews(date.min)) + _made()
    return Found(
        2, [f"{kind}: due" for kind in late], noticed, f"{2 - len(late)} of 2 kinds of review in their time"
    )


def _made() -> int:
    """How many kinds of review were ever made: far ahead each of them is due too."""
    return 2 - len(overdue_reviews(date.min))


@check(
    "attestations.card-industry", "Looks whether the certificates that the card industry asks for hold today."
)
def card_industry(world: World) -> Found:
    """Certificates that ended, or are not on file."""
    with site("worker"):
        gone = missing_attestations(_today(), kinds=CARD_INDUSTRY)
        noticed = missing_attestations(FAR_AHEAD, kinds=CARD_INDUSTRY) == list(CARD_INDUSTRY)
    count = len(CARD_INDUSTRY)
    return Found(
        count,
        [f"{kind}: none holds" for kind in gone],
        noticed,
        f"{count - len(gone)} of {count} certificates hold",
    )


@dataclass(frozen=True, slots=True)
class _Somebody:
    """Somebody a studio might let in: taught until a day (None: never), still one of us or not, one of us at all."""

    called: str
    taught_until: date | None = None
    has_left: bool = False
    is_ours: bool = True


@check(
    "support.taught-only",
    "Lets a studio of its own grant access to people who were not taught, or not lately, or are not ours.",
)
def taught_only(world: World) -> Found:
    """Grants that the database took for somebody without a training that holds."""
    today = _today()
    refused = (
        _Somebody("a stranger", is_ours=False),
        _Somebody("somebody untaught"),
        _Somebody("somebody whose training ended today", taught_until=today),
        _Somebody("somebody whose training ended a year ago", taught_until=today - 300 * DAY),
        _Somebody("somebody who left", taught_until=today + 90 * DAY, has_left=True),
    )
    with passing_school() as school:
        wrong = [f"{each.called} was let in" for each in refused if _is_let_in(each, school)]
        taught = _Somebody("somebody taught", taught_until=today + 90 * DAY)
        noticed = _is_let_in(taught, school)
    return Found(
        len(refused) + 1,
        wrong,
        noticed,
        f"{len(refused)} grants to people not taught tried, {len(wrong)} taken",
    )


def _is_let_in(each: _Somebody, school: PassingSchool) -> bool:
    account_id = uuid7()
    try:
        with transaction.atomic(using="owner"):
            if each.is_ours:
                _appoint(each, account_id)
            grant = SupportGrant(
                studio_id=school.studio_id,
                account_id=account_id,
                reason="A check",
                hours=1,
                granted_by_id=school.owner_id,
            )
            rows: QuerySet[SupportGrant] = QuerySet(SupportGrant, using="owner")
            rows.bulk_create([grant])
    except DatabaseError:
        return False
    return True


def _appoint(each: _Somebody, account_id: UUID) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    ended_at = clock.now() if each.has_left else None
    staff = OperatorStaff(
        account_id=account_id, name="Check", started_at=long_ago, appointed_by="check", ended_at=ended_at
    )
    staff.save(using="owner")
    if each.taught_until is not None:
        Training(
            staff=staff,
            subject=Training.Subject.PRIVACY,
            completed_on=each.taught_until - 300 * DAY,
            valid_until=each.taught_until,
            certificate_sha256="0" * 64,
            recorded_by="check",
            recorded_at=long_ago,
        ).save(using="owner")


def _today() -> date:
    return clock.now().astimezone(UTC).date()
