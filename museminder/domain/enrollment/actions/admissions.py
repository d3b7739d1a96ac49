"""Deciding who comes into an offering; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from museminder.domain.courses.models import Meeting
from museminder.domain.enrollment.models import Enrollment
from museminder.domain.enrollment.queries.billed_account import household_billed
from museminder.domain.enrollment.queries.placing_ages import PlacingAge, placing_ages
from museminder.domain.enrollment.queries.prospects import NewEnrollment, prospects_of
from museminder.domain.enrollment.rules import (
    TAKES_ONE_MEETING,
    Clashing,
    Full,
    OutsideAges,
    check_can_override,
    check_dates,
    check_not_enrolled,
)
from museminder.domain.people.rules import check_not_merged
from museminder.foundation.identity.rules import Refused
from museminder.primitives.actor import Actor


@dataclass(frozen=True, slots=True)
class Admitted:
    """A wish that is granted: the enrollment, unsaved, and the meetings a place is to be taken in.

    ``full`` are those whose limit rises for it, soonest first. ``paying`` are the families that need an account, the
    one that is billed first; none if the account was chosen.
    """

    new: NewEnrollment
    enrollment: Enrollment
    meetings: Sequence[Meeting]
    full: Sequence[Meeting]
    paying: tuple[UUID, ...]

    @property
    def note(self) -> str:
        """The reasons for being in two places or of another age, as they were given."""
        return " · ".join(filter(None, [self.new.clash_reason, self.new.age_reason]))


class Admissions:
    """One wish after the other, each knowing what those before it have taken; the offerings' queues are held."""

    def __init__(self, wishes: Sequence[NewEnrollment], *, by: Actor, at: datetime) -> None:
        self.by, self.at = by, at
        self.prospects = prospects_of(wishes)
        asked = [(one.student, one.offering) for one in wishes if not one.waits and not one.age_reason]
        self.ages: Mapping[tuple[UUID, UUID], PlacingAge] = placing_ages(asked, by=by, at=at)

    def decide(self, new: NewEnrollment) -> Admitted | Refused:
        """What becomes of one wish."""
        try:
            return self._admit(new)
        except Refused as refusal:
            return refusal

    def _admit(self, new: NewEnrollment) -> Admitted:
        if new.override_reason:
            check_can_override(self.by)
        check_not_merged(new.student)
        meetings, starts_on, until = self._days_of(new)
        check_dates(new.offering, starts_on, until)
        held = self.prospects.held[new.key]
        check_not_enrolled(new.student, held, starts_on, until, waits=new.waits)
        self._check_age(new)
        clashing = [] if new.clash_reason else self.prospects.clashes_of(new.student, meetings)
        if clashing:
            raise Clashing(clashing)
        paying = () if new.family_account else self._paying(new, starts_on)
        wanted = [each for each in meetings if (new.student.pk, each.pk) not in self.prospects.there]
        full = [each for each in wanted if self.prospects.left[each.pk] < 1]
        if full and not new.override_reason:
            raise Full(full[0])
        enrollment = Enrollment(
            student=new.student,
            offering=new.offering,
            family_account=new.family_account,
            kind=new.kind,
            starts_on=starts_on,
            until=until,
            override_reason=new.override_reason if full else "",
            enrolled_at=self.at,
        )
        self.prospects.note_places(enrollment, wanted)
        held.append(enrollment)
        return Admitted(new, enrollment, wanted, full, paying)

    def _days_of(self, new: NewEnrollment) -> tuple[list[Meeting], date, date | None]:
        """The meetings wanted, and the first day and the day after the last."""
        if new.waits:
            return [], new.starts_on, new.until
        coming = [each for each in self.prospects.meetings[new.offering.pk] if each.held_on >= new.starts_on]
        if new.kind in TAKES_ONE_MEETING:
            if not coming:
                raise Refused(_("There is no meeting of this offering on or after that day."))
            day = coming[0].held_on
            return coming[:1], day, day + timedelta(days=1)
        return (
            [each for each in coming if new.until is None or each.held_on < new.until],
            new.starts_on,
            new.until,
        )

    def _check_age(self, new: NewEnrollment) -> None:
        found = self.ages.get(new.key)
        if found and found.age is not None and not found.fits and not new.age_reason and not new.waits:
            raise OutsideAges(found.age, found.age_from, found.age_until)

    def _paying(self, new: NewEnrollment, on: date) -> tuple[UUID, ...]:
        """Every family that shares the cost gets its account too, so that posting can split it."""
        households = self.prospects.households[new.student.pk]
        billed = household_billed(new.student, households, on).family_id
        sharing = {
            each.family_id
            for each in households
            if each.share_percent > 0 and (each.until is None or each.until > on)
        }
        return billed, *sorted(sharing - {billed})
