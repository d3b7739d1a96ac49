"""Questions about classes with more children than places, by the list of students or by their own claim."""

from collections.abc import Iterator, Mapping

from museminder.domain.switching.rules.class_questions import timetable
from museminder.domain.switching.rules.questions import Choice, Question, QuestionKind, Subject, counted
from museminder.domain.switching.rules.records import ImportedOffering, ImportedRoster

RAISE, WAITLIST, KEEP = "raise", "waitlist", "keep"


def place_questions(roster: ImportedRoster, children: Mapping[str, int]) -> Iterator[Question]:
    """Asks what to do with full classes; `children` counts who would take a place, by offering key."""
    for offering in roster.offerings:
        count = children.get(offering.key, 0)
        if offering.places is not None and count > offering.places:
            yield _full_class(offering, offering.places, count)
    yield from _negative_openings(roster, children)


def _full_class(offering: ImportedOffering, places: int, count: int) -> Question:
    return Question(
        QuestionKind.MORE_CHILDREN_THAN_PLACES,
        f"more_children_than_places:{offering.row}",
        f"{offering.name} has {counted(places, 'place', 'places')} and {count} children.",
        (Subject(offering.row, timetable(offering)),),
        (
            Choice(RAISE, f"Raise its meetings to {count} places"),
            Choice(WAITLIST, f"The last {count - places} to the waitlist"),
        ),
        RAISE,
    )


def _negative_openings(roster: ImportedRoster, children: Mapping[str, int]) -> Iterator[Question]:
    """The list of classes claims more children than places, but those listed fit in."""
    subjects = []
    for offering in roster.offerings:
        places, open_places, count = offering.places, offering.open_places, children.get(offering.key, 0)
        if places is not None and open_places is not None and open_places < 0 and count <= places:
            claim = f"{places - open_places} in {places} places, {count} listed"
            subjects.append(Subject(offering.row, f"{offering.name}: {claim}"))
    if subjects:
        classes = counted(len(subjects), "class is", "classes are")
        yield Question(
            QuestionKind.NEGATIVE_OPENINGS,
            "negative_openings",
            f"{classes} said to have more children than places, but the children listed fit in.",
            tuple(subjects),
            (
                Choice(KEEP, "Keep the places; the others are on a waitlist there"),
                Choice(RAISE, "Raise the places to the children claimed"),
            ),
            KEEP,
        )
