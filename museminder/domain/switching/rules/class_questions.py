"""Questions about classes: names that say another day, instructors in two places, openings below zero."""

from collections.abc import Iterator
from itertools import combinations

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.class_names import weekdays_in_name
from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from museminder.domain.switching.rules.records import ImportedOffering, ImportedRoster

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_COLUMN, NAME = "days_column", "name"
BOTH, FIRST, SECOND = "both", "first", "second"
BY_NAME, BY_ID = "by_name", "by_id"


def class_questions(roster: ImportedRoster) -> Iterator[Question]:
    """Asks about what the list of classes says twice and differently."""
    yield from _days_in_names(roster)
    yield from _instructor_ids(roster)
    yield from _instructors_twice(roster)


def timetable(offering: ImportedOffering) -> str:
    """When and where a class meets, in words that tell it from another of its name."""
    days = "/".join(DAYS[meeting.weekday][:3] for meeting in offering.meetings)
    times = f" {offering.meetings[0].starts_at:%H:%M}" if offering.meetings else ""
    parts = (f"{days}{times}", " and ".join(offering.instructors), offering.location)
    return ", ".join(part for part in parts if part) or offering.external_id


def lead_name(roster: ImportedRoster, offering: ImportedOffering) -> str:
    """The name of the staff member whose id the class gives as its instructor; "" if nobody has it."""
    wanted = offering.lead_instructor_id
    return next((person.name for person in roster.staff if wanted and person.external_id == wanted), "")


def _days_in_names(roster: ImportedRoster) -> Iterator[Question]:
    subjects = []
    for offering in roster.offerings:
        named = weekdays_in_name(offering.name)
        days = tuple(dict.fromkeys(meeting.weekday for meeting in offering.meetings))
        if named and days and not set(named) <= set(days):
            when = " and ".join(DAYS[day] for day in days)
            subjects.append(Subject(offering.row, f"{offering.name}: {when}"))
    if subjects:
        yield Question(
            QuestionKind.DAY_IN_NAME_DIFFERS,
            "day_in_name_differs",
            f"{counted(len(subjects), 'class has', 'classes have')} another day in the name than in its days.",
            tuple(subjects),
            (Choice(DAYS_COLUMN, "The days are right"), Choice(NAME, "The name is right")),
            DAYS_COLUMN,
        )


def _instructor_ids(roster: ImportedRoster) -> Iterator[Question]:
    subjects = []
    for offering in roster.offerings:
        lead = lead_name(roster, offering)
        if lead and offering.instructors and folded(lead) not in map(folded, offering.instructors):
            subjects.append(
                Subject(offering.row, f"{offering.name}: {' and '.join(offering.instructors)}, id of {lead}")
            )
    if subjects:
        yield Question(
            QuestionKind.INSTRUCTOR_ID_DIFFERS,
            "instructor_id_differs",
            f"{counted(len(subjects), 'class names', 'classes name')} another instructor than its id does.",
            tuple(subjects),
            (Choice(BY_NAME, "The names are right"), Choice(BY_ID, "The id is right")),
            BY_NAME,
        )


def _instructors_twice(roster: ImportedRoster) -> Iterator[Question]:
    """Two classes that one instructor teaches at the same time, within overlapping seasons."""
    taught: dict[str, list[ImportedOffering]] = {}
    names: dict[str, str] = {}
    for offering in roster.offerings:
        for name in offering.instructors:
            names.setdefault(folded(name), name)
            taught.setdefault(folded(name), []).append(offering)
    for person, offerings in taught.items():
        name = names[person]
        for first, second in combinations(offerings, 2):
            if first.is_active and second.is_active and _overlap(first, second):
                yield Question(
                    QuestionKind.INSTRUCTOR_TWICE,
                    f"instructor_twice:{first.row}:{second.row}:{_place(first, person)}",
                    f"{name} teaches {first.name} and {second.name} at the same time.",
                    tuple(Subject(one.row, f"{one.name}: {timetable(one)}") for one in (first, second)),
                    (
                        Choice(BOTH, "Keep both"),
                        Choice(FIRST, f"Only {first.name}"),
                        Choice(SECOND, f"Only {second.name}"),
                    ),
                    BOTH,
                    (person,),
                )


def _place(offering: ImportedOffering, person: str) -> int:
    return [folded(name) for name in offering.instructors].index(person)


def _overlap(one: ImportedOffering, other: ImportedOffering) -> bool:
    if one.first_day_on and other.last_day_on and other.last_day_on < one.first_day_on:
        return False
    if other.first_day_on and one.last_day_on and one.last_day_on < other.first_day_on:
        return False
    return any(
        mine.weekday == theirs.weekday and mine.starts_at < theirs.ends_at and theirs.starts_at < mine.ends_at
        for mine in one.meetings
        for theirs in other.meetings
    )
