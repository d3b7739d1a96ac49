"""Courses, the calendar and where it happens."""

from museminder.domain.courses.models.calendar_feed import CalendarFeed, FeedOwner
from museminder.domain.courses.models.closure import Closure
from museminder.domain.courses.models.course import Course, TeachingKind
from museminder.domain.courses.models.location import Location
from museminder.domain.courses.models.meeting import Meeting, MeetingKind
from museminder.domain.courses.models.meeting_instructor import MeetingInstructor
from museminder.domain.courses.models.offering import Offering
from museminder.domain.courses.models.offering_instructor import OfferingInstructor
from museminder.domain.courses.models.program import Program, ProgramKind
from museminder.domain.courses.models.room import Room
from museminder.domain.courses.models.schedule_template import WEEKDAYS, ScheduleTemplate
from museminder.domain.courses.models.season import Season

__all__ = [
    "WEEKDAYS",
    "CalendarFeed",
    "Closure",
    "Course",
    "FeedOwner",
    "Location",
    "Meeting",
    "MeetingInstructor",
    "MeetingKind",
    "Offering",
    "OfferingInstructor",
    "Program",
    "ProgramKind",
    "Room",
    "ScheduleTemplate",
    "Season",
    "TeachingKind",
]
