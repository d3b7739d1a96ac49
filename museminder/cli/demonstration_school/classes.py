"""Rooms, instructors, courses, and a term of weekly lessons and classes."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from museminder.cli.demonstration_school.accounts import make_member, open_sign_in
from museminder.cli.demonstration_school.names import INSTRUCTORS
from museminder.cli.demonstration_school.stage import Stage
from museminder.domain.billing.actions.tuition_plans import save_plan
from museminder.domain.billing.models import TuitionPlan
from museminder.domain.courses.actions.closures import create_closure
from museminder.domain.courses.actions.courses import CourseFacts, create_course
from museminder.domain.courses.actions.locations import create_location
from museminder.domain.courses.actions.offerings import OfferingFacts, create_offering
from museminder.domain.courses.actions.programs import create_program
from museminder.domain.courses.actions.rooms import create_room
from museminder.domain.courses.actions.seasons import create_season
from museminder.domain.courses.rules.plans import WeeklyTime
from museminder.domain.enrollment.actions.prices import set_offering_tuition
from museminder.domain.people.actions.staff import add_staff_member, link_staff_member

ROOMS = ("Piano 1", "Piano 2", "Strings", "Winds", "Studio A", "Studio B", "Art Loft", "Great Hall")
# name, program, instructor, room, weekday, hour, minutes, places
CLASSES = (
    ("Ballet I", "Dance", "Ballet", "Studio A", 2, time(15, 0), 60, 12),
    ("Ballet II", "Dance", "Ballet", "Studio A", 2, time(16, 0), 60, 12),
    ("Creative Movement", "Dance", "Ballet", "Studio B", 5, time(9, 30), 45, 10),
    ("Jazz I", "Dance", "Ballet", "Studio A", 3, time(17, 0), 60, 14),
    ("Suzuki, group 1", "Music", "Violin", "Strings", 2, time(11, 30), 45, 10),
    ("String Ensemble", "Music", "Cello", "Great Hall", 4, time(17, 30), 75, 16),
    ("Guitar Ensemble", "Music", "Guitar", "Winds", 1, time(18, 0), 60, 10),
    ("Drawing, ages 8 to 11", "Art", "Drawing", "Art Loft", 2, time(15, 30), 90, 14),
    ("Ceramics", "Art", "Drawing", "Art Loft", 5, time(10, 0), 120, 12),
    ("Chamber Choir", "Choir", "Choir", "Great Hall", 3, time(18, 0), 90, 28),
)
PRIVATE = ("Piano", "Cello", "Violin", "Guitar", "Voice", "Flute")
LESSON_ROOMS = {
    "Piano": "Piano 1",
    "Voice": "Piano 2",
    "Cello": "Strings",
    "Violin": "Studio B",
    "Guitar": "Winds",
    "Flute": "Art Loft",
}
PROGRAMS = (("Music", "music"), ("Dance", "dance"), ("Art", "art"), ("Choir", "choir"))


def plan_term(stage: Stage) -> None:
    """Everything a calendar is made of: from eight weeks ago to twelve weeks ahead."""
    who = stage.who_and_when
    location = create_location(name="Clerestory House", **who)
    rooms = {
        name: create_room(location_id=location.pk, name=name, capacity=None, is_shared=False, **who)
        for name in ROOMS
    }
    programs = {name: create_program(name=name, kind=kind, **who) for name, kind in PROGRAMS}
    _hire(stage)
    starts_on = stage.today - timedelta(days=stage.today.weekday() + 56)
    until = starts_on + timedelta(weeks=20)
    season = create_season(name=f"Season {starts_on:%Y}/{until:%y}", starts_on=starts_on, until=until, **who)
    closed = starts_on + timedelta(weeks=9, days=3)
    create_closure(starts_on=closed, until=closed + timedelta(days=2), reason="Fall recess", **who)
    plans = _plans(stage)
    for name, program, instructor, room, weekday, hour, minutes, places in CLASSES:
        facts = (name, programs[program].pk, "class", instructor, places)
        weekly = WeeklyTime(weekday, hour, minutes, rooms[room].pk)
        offering = _offer(stage, facts, season, (starts_on, until), weekly)
        set_offering_tuition(offering=offering, tuition_plan=plans["class"], starts_on=starts_on, **who)
        stage.classes.append(offering)
    for instrument in PRIVATE:
        _private_lessons(
            stage,
            instrument,
            program_id=programs["Music"].pk,
            season=season,
            span=(starts_on, until),
            rooms=rooms,
            plan=plans["private"],
        )


def _hire(stage: Stage) -> None:
    for first, last, teaches in INSTRUCTORS:
        email = f"{first.lower().replace('-', '')}@clerestory.example"
        member = add_staff_member(
            first_name=first, last_name=last, email=email, title=teaches, teaches=True, **stage.who_and_when
        )
        stage.staff[teaches] = member
    first, last, _teaches = INSTRUCTORS[0]
    for role, email, name in (
        ("instructor", "tunde@clerestory.example", f"{first} {last}"),
        ("office", "office@clerestory.example", "Ottilie Brandt"),
    ):
        stage.sign_ins.append(open_sign_in(role, email, name, password=stage.password, at=stage.at))
        membership = make_member(email, name, role, stage.at)
        if role == "instructor":
            link_staff_member(
                staff_member_id=stage.staff["Piano"].pk, membership=membership, **stage.who_and_when
            )


def _plans(stage: Stage) -> dict[str, TuitionPlan]:
    monthly = TuitionPlan(
        name="Weekly class",
        kind="monthly",
        monthly_amount=78_00,
        per_session_fee_amount=21_00,
        first_month="per_session",
    )
    lessons = TuitionPlan(name="Private lesson, 45 minutes", kind="per_lesson", per_lesson_amount=52_00)
    even = TuitionPlan(
        name="Private lesson in ten months", kind="equivalent_monthly", per_lesson_amount=50_00, months=10
    )
    for plan in (monthly, lessons, even):
        save_plan(plan=plan, **stage.who_and_when)
    return {"class": monthly, "private": lessons, "even": even}


def _offer(stage: Stage, facts: Any, season: Any, span: tuple[date, date], weekly: WeeklyTime) -> Any:
    name, program_id, kind, instructor, places = facts
    course = create_course(
        facts=CourseFacts(program_id=program_id, name=name, kind=kind), **stage.who_and_when
    )
    offering = OfferingFacts(
        course_id=course.pk,
        season_id=season.pk,
        name=name,
        places=places,
        starts_on=span[0],
        until=span[1],
        instructor_ids=(stage.staff[instructor].pk,),
    )
    return create_offering(
        facts=offering, weekly=[weekly], reason="Planned together with the instructor", **stage.who_and_when
    )


def _private_lessons(
    stage: Stage,
    instrument: str,
    *,
    program_id: Any,
    season: Any,
    span: tuple[date, date],
    rooms: Any,
    plan: TuitionPlan,
) -> None:
    """Four afternoons with four lessons of 45 minutes each, where the room is free."""
    course = create_course(
        facts=CourseFacts(program_id=program_id, name=f"{instrument}, private", kind="private"),
        **stage.who_and_when,
    )
    for weekday in (0, 1, 3, 4):
        for place in range(4):
            minutes = 13 * 60 + 45 * place
            starts = time(minutes // 60, minutes % 60)
            facts = OfferingFacts(
                course_id=course.pk,
                season_id=season.pk,
                name=f"{instrument}, private",
                places=1,
                starts_on=span[0],
                until=span[1],
                instructor_ids=(stage.staff[instrument].pk,),
            )
            weekly = WeeklyTime(weekday, starts, 45, rooms[LESSON_ROOMS[instrument]].pk)
            offering = create_offering(
                facts=facts,
                weekly=[weekly],
                reason="Planned together with the instructor",
                **stage.who_and_when,
            )
            set_offering_tuition(
                offering=offering, tuition_plan=plan, starts_on=span[0], **stage.who_and_when
            )
            stage.lessons.append(offering)
