"""When a student cannot be enrolled, each in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from museminder.domain.courses.models import Meeting, Offering
from museminder.domain.enrollment.models import Enrollment, PriceAgreement
from museminder.domain.people.models import Student
from museminder.foundation.identity.permissions import Permission
from museminder.foundation.identity.rules import Refused, permissions_of_actor
from museminder.primitives.actor import Actor

TAKES_ONE_MEETING = frozenset({Enrollment.Kind.TRIAL, Enrollment.Kind.SINGLE_DAY, Enrollment.Kind.MAKE_UP})


class Full(Refused):
    """There is no place left in a meeting; ``meeting`` is the first one."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        when = formats.date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT")
        super().__init__(
            _("%(name)s is full on %(day)s: all %(places)s places are taken.")
            % {"name": meeting.name, "day": when, "places": meeting.places}
        )


class AlreadyEnrolled(Refused):
    """The student is in the offering on some of these days already."""


class Clashing(Refused):
    """The student is somewhere else at the time of some of these meetings; ``meetings`` are those of the other."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self.meetings = tuple(meetings)
        first = meetings[0]
        when = formats.date_format(timezone.localtime(first.starts_at), "DATETIME_FORMAT")
        super().__init__(
            _("The student is in %(name)s at the same time (%(when)s). Give a reason to enroll all the same.")
            % {"name": first.name, "when": when}
        )


class OutsideAges(Refused):
    """The student is younger or older than the course is meant for; ``age`` is the age that counts."""

    def __init__(self, age: int, age_from: int | None, age_until: int | None) -> None:
        self.age = age
        super().__init__(
            _(
                "The student is %(age)s then, and the course is for %(ages)s. Give a reason to enroll all the same."
            )
            % {"age": age, "ages": ages_in_words(age_from, age_until)}
        )


def ages_in_words(age_from: int | None, age_until: int | None) -> str:
    """Whom a course is for, as people say it: “ages 6 to 9”. Both are included; None is no limit."""
    if age_until is None:
        return _("ages %(youngest)s and up") % {"youngest": age_from}
    if age_from is None:
        return _("ages up to %(oldest)s") % {"oldest": age_until}
    return _("ages %(youngest)s to %(oldest)s") % {"youngest": age_from, "oldest": age_until}


def check_dates(offering: Offering, starts_on: date, until: date | None) -> None:
    """Refuses days outside the offering, and an end before the beginning."""
    if starts_on >= offering.until:
        raise Refused(_("The offering is over by then."))
    if until is not None and until <= starts_on:
        raise Refused(_("The last day is before the first."))


def check_not_enrolled(
    student: Student, held: Iterable[Enrollment], starts_on: date, until: date | None, *, waits: bool = False
) -> None:
    """Refuses a student who is in the offering on one of these days; ``held`` is all he or she holds in it.

    Who waits for a place may be enrolled, but not wait twice (``waits``).
    """
    for one in held:
        is_over = one.until is not None and one.until <= max(starts_on, one.starts_on)
        if is_over or (until is not None and until <= one.starts_on):
            continue
        if one.kind != Enrollment.Kind.WAITLISTED:
            raise AlreadyEnrolled(
                _("%(name)s is in this offering on these days.") % {"name": student.full_name}
            )
        if waits:
            raise AlreadyEnrolled(_("%(name)s is on the waitlist already.") % {"name": student.full_name})


def check_can_override(by: Actor) -> None:
    """Only who may override puts more students into a meeting than it has places."""
    if Permission.ENROLLMENT_OVERRIDE not in permissions_of_actor(by):
        raise Refused(_("You may not put more students in a meeting than it has places."))


def check_can_withdraw(enrollment: Enrollment, until: date) -> None:
    """Refuses a last day before the first, and one later than the last day that was agreed."""
    if until < enrollment.starts_on:
        raise Refused(_("The last day is before the first."))
    if enrollment.until is not None and until > enrollment.until:
        raise Refused(_("The enrollment ends earlier already. Enroll again to add days after it."))


def check_agreement_fits(
    enrollment: Enrollment, starts_on: date, until: date | None, *, replaced: PriceAgreement | None
) -> None:
    """Refuses two promises for one day."""
    if until is not None and until <= starts_on:
        raise Refused(_("The agreement ends before it begins."))
    others = PriceAgreement.objects.filter(Q(until=None) | Q(until__gt=starts_on), enrollment=enrollment)
    if until is not None:
        others = others.filter(starts_on__lt=until)
    if replaced is not None:
        others = others.exclude(pk=replaced.pk)
    if others.exists():
        raise Refused(_("Another price is agreed for some of these days."))
