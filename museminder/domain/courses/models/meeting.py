"""One dated session on the calendar."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from museminder.domain.courses.models.closure import Closure
from museminder.domain.courses.models.offering import Offering
from museminder.domain.courses.models.room import Room
from museminder.domain.courses.models.schedule_template import ScheduleTemplate
from museminder.foundation.tenancy.access import access
from museminder.foundation.tenancy.fields import StudioForeignKey
from museminder.foundation.tenancy.models import StudioOwned


class MeetingKind(models.TextChoices):
    """What a meeting is."""

    LESSON = "lesson", "Lesson"
    CLASS = "class", "Class"
    REHEARSAL = "rehearsal", "Rehearsal"
    PERFORMANCE = "performance", "Performance"
    EVENT = "event", "Event"


class TimeSpan(models.Func):
    """The moments from one column up to another, as PostgreSQL's range."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Meeting(StudioOwned):
    """One dated session: of an offering, made from its weekly template or added singly, or an event.

    ``held_on`` is its day on the studio's clock. ``closure`` is set when closed dates keep it from happening
    (it is then cancelled too, and counts for nothing; reopening brings it back). ``is_detached``: it was
    moved by itself and no longer follows its template. ``version`` grows with each change, so that a stale
    page is noticed.
    """

    offering = StudioForeignKey(
        Offering, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings", db_index=False
    )
    template = StudioForeignKey(
        ScheduleTemplate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        db_index=False,
    )
    kind = models.CharField(max_length=12, choices=MeetingKind.choices)
    title = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    held_on = models.DateField()
    room = StudioForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings", db_index=False
    )
    shares_room = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)
    cancelled_reason = models.CharField(max_length=200, blank=True)
    closure = StudioForeignKey(
        Closure, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    places = models.PositiveSmallIntegerField(default=0)
    places_taken = models.PositiveSmallIntegerField(default=0)
    is_detached = models.BooleanField(default=False)
    clash_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(StudioOwned.Meta):
        indexes = [
            models.Index(fields=["starts_at"], name="courses_meeting_starts"),
            models.Index(fields=["offering", "held_on"], name="courses_meeting_offering"),
            models.Index(fields=["template", "starts_at"], name="courses_meeting_template"),
            models.Index(fields=["room", "starts_at"], name="courses_meeting_room"),
        ]
        constraints = [
            # Checked when a statement ends, not row by row: a whole series may move into its own old times.
            ExclusionConstraint(
                name="courses_meeting_no_room_twice",
                expressions=[
                    ("studio", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    (TimeSpan("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(is_cancelled=False, shares_room=False, room__isnull=False),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=MeetingKind.values), name="courses_meeting_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at"))
                & models.Q(ends_at__lte=models.F("starts_at") + timedelta(hours=25)),
                name="courses_meeting_times",
            ),
            models.CheckConstraint(
                condition=models.Q(places_taken__gte=0, places_taken__lte=models.F("places")),
                name="courses_meeting_places",
            ),
            models.CheckConstraint(
                condition=models.Q(closure=None) | models.Q(is_cancelled=True), name="courses_meeting_closed"
            ),
            *access("courses_meeting", staff_see="true", members="true"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called: its own title, else its offering's name."""
        return self.title or (self.offering.name if self.offering else "")

    @property
    def is_closed(self) -> bool:
        """Whether closed dates keep it from happening."""
        return self.closure_id is not None

    @property
    def duration(self) -> timedelta:
        """How long it lasts."""
        return self.ends_at - self.starts_at
