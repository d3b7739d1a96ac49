"""The staff, courses and classes of an import come into the studio."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from museminder.domain.courses.actions.courses import CourseFacts, create_course
from museminder.domain.courses.actions.locations import create_location
from museminder.domain.courses.actions.offerings import OfferingFacts, create_offering
from museminder.domain.courses.actions.programs import create_program
from museminder.domain.courses.actions.rooms import create_room
from museminder.domain.courses.actions.seasons import create_season
from museminder.domain.courses.models import Course, Location, Offering, Program, Room, Season
from museminder.domain.courses.rules.plans import WeeklyTime
from museminder.domain.courses.rules.refusals import RoomTaken
from museminder.domain.people.models import StaffMember
from museminder.domain.switching.actions.remembering import CREATED, FOUND, UPDATED, Writing
from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.records import ImportedCourse, ImportedOffering, ImportedStaff
from museminder.domain.switching.rules.wording import mobile_of, program_kind

NO_LIMIT = 999  # places of a class whose file names no limit
A_YEAR = timedelta(days=365)
REASON = "as it was in the former system"


def write_staff(writing: Writing, records: Iterable[ImportedStaff]) -> None:
    """Write who works for the studio; somebody of the same name who is only named is the one who is here."""
    here = {folded(one.full_name): one for one in StaffMember.objects.order_by("-id")}
    for person in records:
        if writing.record("staff", person.key):
            continue
        reference = next((ref for row in person.rows if (ref := writing.settled.updates.get(row))), "")
        known = StaffMember.objects.get(pk=reference) if reference else None
        if known is None and not person.rows:
            known = here.get(folded(person.name))
        if known is not None:
            _update_staff(writing, person, known)
            continue
        made = StaffMember(
            first_name=person.first_name[:80],
            last_name=person.last_name[:80],
            email=person.email.lower(),
            phone=mobile_of(person.phones)[:40],
            title=person.position[:80],
            teaches=person.is_instructor,
            is_active=person.is_active,
        )
        made.save(force_insert=True)
        here[folded(made.full_name)] = made
        writing.remember("staff", person.key, made, external_id=person.external_id)


def write_courses(writing: Writing, records: Iterable[ImportedCourse]) -> None:
    """Write the courses that classes and lessons are held of; one of the same name is the one that is here."""
    for course in records:
        if writing.record("course", course.key):
            continue
        known = Course.objects.filter(name__iexact=course.name[:120], level="").first()
        if known is not None:
            writing.remember("course", course.key, known, FOUND)
            continue
        made = create_course(
            facts=CourseFacts(program_id=_program(writing, course), name=course.name[:120], kind=course.kind),
            by=writing.by,
            at=writing.at,
        )
        writing.remember("course", course.key, made, external_id="")


def write_offerings(writing: Writing, records: Iterable[ImportedOffering]) -> None:
    """Write classes with their weekly times, on the calendar; a room that is taken is left open and reported."""
    for offering in records:
        if writing.record("offering", offering.key):
            continue
        reference = writing.settled.updates.get(offering.row)
        if reference:
            _update_offering(writing, offering, Offering.objects.get(pk=reference))
            continue
        season = _season(writing, offering)
        starts_on = offering.first_day_on or season.starts_on
        until = offering.last_day_on + timedelta(days=1) if offering.last_day_on else season.until
        facts = OfferingFacts(
            course_id=writing.done_for("course", offering.course_key),
            season_id=season.pk,
            name=offering.name[:120],
            places=_places(writing, offering),
            starts_on=starts_on,
            until=max(until, starts_on + timedelta(days=1)),
            instructor_ids=_instructors(offering),
            is_open=offering.is_active,
        )
        made = _offer(writing, offering, facts)
        writing.remember("offering", offering.key, made, external_id=offering.external_id)


def _offer(writing: Writing, offering: ImportedOffering, facts: OfferingFacts) -> Offering:
    room = _room(writing, offering)
    try:
        return create_offering(
            facts=facts, weekly=_weekly(offering, room), reason=REASON, by=writing.by, at=writing.at
        )
    except RoomTaken:
        writing.remarks.append(
            f"{offering.name}: {offering.room} is taken at that time, so the class has no room."
        )
        return create_offering(
            facts=facts, weekly=_weekly(offering, None), reason=REASON, by=writing.by, at=writing.at
        )


def _weekly(offering: ImportedOffering, room_id: UUID | None) -> list[WeeklyTime]:
    found = []
    for one in offering.meetings:
        minutes = (one.ends_at.hour - one.starts_at.hour) * 60 + one.ends_at.minute - one.starts_at.minute
        found.append(WeeklyTime(one.weekday, one.starts_at, minutes % (24 * 60), room_id))
    return found


def _places(writing: Writing, offering: ImportedOffering) -> int:
    """The file's places; a limit the file itself contradicts is raised as somebody answered."""
    if offering.places is None:
        return NO_LIMIT
    taken = sum(1 for one in writing.settled.enrollments if one.offering_key == offering.key)
    raised = writing.settled.raised_places.get(offering.key, 0)
    return max(offering.places, raised if raised > taken else 0, 1)


def _instructors(offering: ImportedOffering) -> tuple[UUID, ...]:
    by_name = {folded(one.full_name): one.pk for one in StaffMember.objects.order_by("-id")}
    found = (by_name.get(folded(name)) for name in offering.instructors)
    return tuple(dict.fromkeys(one for one in found if one))


def _season(writing: Writing, offering: ImportedOffering) -> Season:
    name = (offering.season or f"Imported {writing.today.year}")[:80]
    known = Season.objects.filter(name__iexact=name).first()
    if known is not None:
        return known
    alike = [one for one in writing.settled.offerings if one.season == offering.season]
    first = min((one.first_day_on for one in alike if one.first_day_on), default=writing.today)
    last = max((one.last_day_on for one in alike if one.last_day_on), default=first + A_YEAR)
    made = create_season(name=name, starts_on=first, until=_after(last, first), by=writing.by, at=writing.at)
    writing.remember("season", name, made, CREATED)
    return made


def _after(last: date, first: date) -> date:
    return max(last, first) + timedelta(days=1)


def _room(writing: Writing, offering: ImportedOffering) -> UUID | None:
    if not offering.room:
        return None
    name = (offering.location or "Main location")[:80]
    location = Location.objects.filter(name__iexact=name).first()
    if location is None:
        location = create_location(name=name, by=writing.by, at=writing.at)
        writing.remember("location", name, location)
    room = Room.objects.filter(location=location, name__iexact=offering.room[:80]).first()
    if room is None:
        room = create_room(
            location_id=location.pk,
            name=offering.room[:80],
            capacity=None,
            is_shared=False,
            by=writing.by,
            at=writing.at,
        )
        writing.remember("room", f"{name}/{offering.room}", room)
    return room.pk


def _program(writing: Writing, course: ImportedCourse) -> UUID:
    name = (course.program or ("Private lessons" if course.kind == "private" else "Classes"))[:80]
    program = Program.objects.filter(name__iexact=name).first()
    if program is None:
        kind = program_kind(f"{course.program} {course.name}")
        program = create_program(name=name, kind=kind, by=writing.by, at=writing.at)
        writing.remember("program", name, program)
    return program.pk


def _update_staff(writing: Writing, person: ImportedStaff, known: StaffMember) -> None:
    news = {
        "email": person.email.lower(),
        "phone": mobile_of(person.phones)[:40],
        "title": person.position[:80],
    }
    before = {
        name: getattr(known, name) for name, value in news.items() if value and value != getattr(known, name)
    }
    for name in before:
        setattr(known, name, news[name])
    if before:
        known.version += 1
        known.save()
    writing.remember(
        "staff",
        person.key,
        known,
        UPDATED if before else FOUND,
        before=before or None,
        external_id=person.external_id,
    )


def _update_offering(writing: Writing, offering: ImportedOffering, known: Offering) -> None:
    before = {}
    if offering.name and offering.name[:120] != known.name:
        before["name"], known.name = known.name, offering.name[:120]
    if before:
        known.save(update_fields=["name"])
    writing.remember(
        "offering",
        offering.key,
        known,
        UPDATED if before else FOUND,
        before=before or None,
        external_id=offering.external_id,
    )
