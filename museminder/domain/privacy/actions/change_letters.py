"""Writing to everybody of a studio that MuseMinder changes hands: each person once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from museminder.domain.privacy.formats.change_letters import change_letter
from museminder.domain.privacy.models import ChangeLetter, ChangeOfControl
from museminder.domain.privacy.queries.changes_of_control import Reached, announced_changes, unreached
from museminder.foundation.outside.mail import letter_about
from museminder.foundation.tenancy.jobs import studio_transaction
from museminder.primitives import clock

AT_ONCE = (
    50  # after so many letters it is noted who got one: a job that is stopped repeats no more than these
)


def send_change_letters() -> int:
    """Write to every owner and every guardian with an account who was not written to yet; returns how many.

    Runs in a job of a studio, and opens its transactions itself: no transaction is open while mail is sent.
    """
    sent = 0
    for change in _announced():
        while waiting := _send_some(change):
            sent += waiting
    return sent


def _announced() -> list[ChangeOfControl]:
    with studio_transaction():
        return announced_changes(on=clock.now().date())


def _send_some(change: ChangeOfControl) -> int:
    with studio_transaction() as entry:
        waiting = unreached(change.pk, studio_id=entry.studio_id)[:AT_ONCE]
    for each in waiting:
        letter_about(change_letter(change, entry, each), each.account_id).send()
    if waiting:
        with studio_transaction():
            _note_sent(change.pk, waiting)
    return len(waiting)


def _note_sent(change_id: UUID, reached: Sequence[Reached]) -> None:
    now = clock.now()
    ChangeLetter.objects.bulk_create(
        ChangeLetter(change_id=change_id, account_id=each.account_id, as_owner=each.as_owner, sent_at=now)
        for each in reached
    )
