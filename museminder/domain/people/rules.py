"""What cannot be true of families, and what is refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from museminder.domain.people.models import Guardian, Household, Student
from museminder.foundation.identity.rules import Refused
from museminder.foundation.tenancy.context import current_entry
from museminder.primitives.card_numbers import contains_card_number
from museminder.primitives.clock import today_in
from museminder.primitives.text import has_bidi_override, has_control_characters

OLDEST_BIRTH = date(1900, 1, 1)
# What ends when a student is of age; whoever pays may go on paying.
PASSING = ("sees", "may_pick_up", "may_consent")


def day_of(at: datetime) -> date:
    """The calendar day it is in the studio in hand at a moment."""
    entry = current_entry()
    return today_in(entry.time_zone if entry else "UTC", at)


def check_text(text: str, *, lines_allowed: bool = False) -> str:
    """The text without spaces around it. Refuses card numbers, unseen signs and text that runs backwards."""
    if has_control_characters(text, lines_allowed=lines_allowed) or has_bidi_override(text):
        raise Refused(_("There are signs in this that cannot be seen. Please type it again."))
    if contains_card_number(text):
        raise Refused(_("This looks like a card number. We never keep those; please leave it out."))
    return text.strip()


def check_birth_date(birth_date: date | None, today: date) -> None:
    """Refuses a day that has not come yet and one so old that it is a slip."""
    if birth_date is not None and not OLDEST_BIRTH <= birth_date <= today:
        raise Refused(_("This cannot be a birth date."))


def rights_of_new_guardian(guardian: Guardian, student: Student) -> dict[str, bool]:
    """The rights that a new guardian does not get: of a student of age, all but paying, until the student says so.

    Nothing is kept from students who are their own guardians, known by the account.
    """
    is_oneself = student.account_id is not None and student.account_id == guardian.account_id
    return dict.fromkeys(PASSING, False) if student.is_adult and not is_oneself else {}


def check_share(percent: int) -> None:
    """Refuses a share that is no percentage."""
    if not 0 <= percent <= 100:
        raise Refused(_("A share is between 0 and 100 percent."))


def check_not_merged(*records: models.Model) -> None:
    """Refuses to touch a record that was merged into another."""
    if any(getattr(record, "merged_into_id", None) for record in records):
        raise Refused(_("This record was merged into another one. Undo the merge first."))


def check_shares_of(student: Student, on: date, *, without: Household | None = None, adding: int = 0) -> None:
    """Refuses households of one student whose shares on a day are more than the whole."""
    held = Household.objects.filter(student=student, starts_on__lte=on).exclude(until__lte=on)
    if without is not None:
        held = held.exclude(pk=without.pk)
    total = sum(held.values_list("share_percent", flat=True)) + adding
    if total > 100:
        raise Refused(
            _("The households of one student would pay %(total)s percent together.") % {"total": total}
        )


def check_same_family(guardian: Guardian, student: Student) -> None:
    """Refuses rights of a guardian for a student of another family."""
    if not Household.objects.filter(family_id=guardian.family_id, student=student).exists():
        raise Refused(_("This student does not belong to the guardian's family."))


def check_known(facts: Mapping[str, Any], known: Iterable[str]) -> None:
    """Raises TypeError for a fact that an action does not change: a slip of the program, not of a person."""
    unknown = set(facts) - set(known)
    if unknown:
        raise TypeError(f"cannot change {', '.join(sorted(unknown))}")
