"""What was announced about MuseMinder changing hands, who is still to be written to, and what a studio answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from museminder.domain.people.models import Guardian, StaffMember
from museminder.domain.privacy.models import ChangeLetter, ChangeOfControl, TransferChoice
from museminder.foundation.identity.permissions import Role
from museminder.foundation.tenancy.models import Studio
from museminder.foundation.vault.keys.subject_keys import own_subject

# Several times, for a worker that stood still; who has the letter already is not written to again.
AFTER_POSTING = timedelta(minutes=30)
ONCE_A_DAY_AT = range(6 * 60, 6 * 60 + 5)  # minutes of the UTC day: who got an account since yesterday


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody to write to: as an owner, who decides for the studio, or as a guardian, who does for a family."""

    account_id: UUID
    address: str
    as_owner: bool


def changes() -> list[ChangeOfControl]:
    """Every change of control that was announced, the newest first."""
    return list(ChangeOfControl.objects.order_by("-posted_at", "-id"))


def announced_changes(*, on: date) -> list[ChangeOfControl]:
    """Those that did not take effect yet, the next first."""
    return list(ChangeOfControl.objects.filter(effective_on__gt=on).order_by("effective_on", "id"))


def is_time_to_write(*, at: datetime) -> bool:
    """Whether studios should look now whom to write to: a change was announced just before, or once a day."""
    coming = ChangeOfControl.objects.using("worker").filter(effective_on__gt=at.date())
    if at.hour * 60 + at.minute not in ONCE_A_DAY_AT:
        coming = coming.filter(posted_at__gt=at - AFTER_POSTING)
    return coming.exists()


def choices_of_studio() -> dict[UUID, TransferChoice]:
    """What the studio in hand answered, by the change it is about."""
    return {choice.change_id: choice for choice in TransferChoice.objects.all()}


def goes_along(change_id: UUID) -> bool:
    """Whether the studio in hand goes along with a change: only if it said so. No answer is a no."""
    return TransferChoice.objects.filter(change_id=change_id, goes_along=True).exists()


def unreached(change_id: UUID, *, studio_id: int) -> list[Reached]:
    """Every owner and every guardian with an account who was not written to yet; each address comes with its role."""
    told = set(ChangeLetter.objects.filter(change_id=change_id).values_list("account_id", "as_owner"))
    wanted = {(each.account_id, each.as_owner): each for each in everybody(studio_id)}
    return [each for key, each in wanted.items() if key not in told]


def everybody(studio_id: int) -> Iterator[Reached]:
    """Every owner and every guardian with an account who has an address; without an owner’s, the studio’s own."""
    has_account = {"membership__ended_at": None, "account_id__isnull": False}
    owners = StaffMember.objects.filter(membership__roles__contains=[Role.OWNER.value], **has_account)
    reached = list(owners.exclude(email="").order_by("id").values_list("account_id", "email"))
    if not reached:
        studio = Studio.objects.get(pk=studio_id)
        reached = [(own_subject(studio_id), studio.email)] if studio.email else []
    for account_id, address in reached:
        yield Reached(account_id, address, as_owner=True)
    guardians = Guardian.objects.filter(merged_into=None, **has_account).exclude(email="").order_by("-id")
    for account_id, address in guardians.values_list("account_id", "email"):
        yield Reached(account_id, address, as_owner=False)
