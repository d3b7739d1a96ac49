"""What lies around classes and lessons: who teaches, seasons, rooms, programs. Looked up once, made if missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from museminder.domain.courses.actions.locations import create_location
from museminder.domain.courses.actions.programs import create_program
from museminder.domain.courses.actions.rooms import create_room
from museminder.domain.courses.actions.seasons import create_season
from museminder.domain.courses.models import Location, Program, Room, Season
from museminder.domain.courses.rules.spans import LONGEST_SPAN_DAYS
from museminder.domain.people.models import StaffMember
from museminder.domain.switching.actions.remembering import CREATED, Writing
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.records import ImportedCourse, ImportedOffering
from museminder.domain.switching.rules.wording import program_kind

A_YEAR = timedelta(days=365)
A_DAY = timedelta(days=1)
MAIN_LOCATION = "Main location"


def at_most_two_years(starts_on: date, until: date, today: date) -> tuple[date, date]:
    """Days as the calendar takes them: one at least, two years at most. Of longer ones the years around today stay."""
    if (until - starts_on).days > LONGEST_SPAN_DAYS:
        starts_on = max(starts_on, min(today, until) - A_YEAR)
    return starts_on, min(max(until, starts_on + A_DAY), starts_on + timedelta(days=LONGEST_SPAN_DAYS))


@dataclass
class Surroundings:
    """What the studio has, for one piece of an import; what a file names and nobody has is made."""

    writing: Writing
    _staff: dict[str, UUID] = field(default_factory=dict)
    _seasons: dict[str, Season] = field(default_factory=dict)
    _locations: dict[str, Location] = field(default_factory=dict)
    _rooms: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    _programs: dict[str, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._staff = {folded(one.full_name): one.pk for one in StaffMember.objects.order_by("-id")}
        self._seasons = {one.name.casefold(): one for one in Season.objects.order_by("starts_on", "id")}
        self._locations = {one.name.casefold(): one for one in Location.objects.order_by("-id")}
        self._rooms = {(one.location_id, one.name.casefold()): one.pk for one in Room.objects.order_by("-id")}
        self._programs = {one.name.casefold(): one.pk for one in Program.objects.order_by("-id")}

    def instructors(self, names: Iterable[str]) -> tuple[UUID, ...]:
        """Who teaches, by name, each once; a name nobody has is left out."""
        found = (self._staff.get(folded(name)) for name in names)
        return tuple(dict.fromkeys(one for one in found if one))

    def season_of(self, offering: ImportedOffering) -> Season:
        """The season a class names, spanning all the days its classes say."""
        writing, name = self.writing, (offering.season or f"Imported {self.writing.today.year}")[:80]
        if known := self._seasons.get(name.casefold()):
            return known
        alike = [one for one in writing.settled.offerings if one.season == offering.season]
        first = min((one.first_day_on for one in alike if one.first_day_on), default=writing.today)
        last = max((one.last_day_on for one in alike if one.last_day_on), default=first + A_YEAR)
        return self._new_season(name, *at_most_two_years(first, last + A_DAY, writing.today))

    def season_on(self, day: date) -> Season:
        """The latest season that runs on a day; a year of its own if there is none."""
        running = [one for one in self._seasons.values() if one.starts_on <= day < one.until]
        if running:
            return max(running, key=lambda one: one.starts_on)
        name = f"Imported {day:%Y}"
        taken = name.casefold() in self._seasons
        return self._new_season(f"Imported {day:%Y-%m-%d}" if taken else name, day, day + A_YEAR)

    def room(self, location_name: str, room_name: str) -> UUID | None:
        """The room of a location; None if the file names none."""
        if not room_name:
            return None
        location = self._location((location_name or MAIN_LOCATION)[:80])
        place = (location.pk, room_name[:80].casefold())
        if place not in self._rooms:
            made = create_room(
                location_id=location.pk,
                name=room_name[:80],
                capacity=None,
                is_shared=False,
                by=self.writing.by,
                at=self.writing.at,
            )
            self.writing.remember("room", f"{location.name}/{room_name}", made)
            self._rooms[place] = made.pk
        return self._rooms[place]

    def program(self, course: ImportedCourse) -> UUID:
        """The program a course belongs to."""
        usual = "Private lessons" if course.kind == "private" else "Classes"
        name = (course.program or usual)[:80]
        if name.casefold() not in self._programs:
            kind = program_kind(f"{course.program} {course.name}")
            made = create_program(name=name, kind=kind, by=self.writing.by, at=self.writing.at)
            self.writing.remember("program", name, made)
            self._programs[name.casefold()] = made.pk
        return self._programs[name.casefold()]

    def _location(self, name: str) -> Location:
        if name.casefold() not in self._locations:
            made = create_location(name=name, by=self.writing.by, at=self.writing.at)
            self.writing.remember("location", name, made)
            self._locations[name.casefold()] = made
        return self._locations[name.casefold()]

    def _new_season(self, name: str, starts_on: date, until: date) -> Season:
        made = create_season(
            name=name, starts_on=starts_on, until=until, by=self.writing.by, at=self.writing.at
        )
        self.writing.remember("season", name, made, CREATED)
        self._seasons[name.casefold()] = made
        return made
