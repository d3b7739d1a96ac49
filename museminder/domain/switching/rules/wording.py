"""What the studio writes down of a file where it has no column of its own."""

from collections.abc import Iterable, Mapping, Sequence

from museminder.domain.switching.rules.alike import folded
from museminder.domain.switching.rules.lessons import TAUGHT
from museminder.domain.switching.rules.records import ImportedGuardian, ImportedPhone, ImportedStudent

_KINDS = (
    (
        "dance",
        ("ballet", "tap", "jazz", "hip", "dance", "acro", "lyrical", "contemporary", "pointe", "modern"),
    ),
    ("art", ("art", "paint", "draw", "pottery", "ceramic", "sculpt", "craft")),
    ("choir", ("choir", "chorus", "vocal ensemble")),
)


def program_kind(words: str) -> str:
    """Whether a program is about music, dance, art or a choir, by the words of its name; music if nothing tells."""
    known = words.casefold()
    return next((kind for kind, signs in _KINDS if any(sign in known for sign in signs)), "music")


def phone_text(phone: ImportedPhone) -> str:
    """A number as it is written down: dialable if it can be, with its extension, else as it was typed."""
    number = phone.dialable or phone.original
    return f"{number} x{phone.extension}" if phone.dialable and phone.extension else number


def mobile_of(phones: Iterable[ImportedPhone]) -> str:
    """The mobile number of a person, else the first they have that is not a home number, else none."""
    ranked = sorted((one for one in phones if one.kind != "home"), key=lambda one: one.kind != "mobile")
    return phone_text(ranked[0]) if ranked else ""


def home_of(phones: Iterable[ImportedPhone]) -> str:
    """The home number of a person; "" if none."""
    return next((phone_text(one) for one in phones if one.kind == "home"), "")


def family_note(
    students: Iterable[ImportedStudent],
    guardians: Sequence[ImportedGuardian],
    owed: Mapping[str, int] | None = None,
) -> str:
    """What the files say about a family that has no other place here, a line each, so that nothing is lost.

    ``owed`` are lessons that students owe the studio, by student key.
    """
    lines = []
    homes = {folded(guardian.address) for guardian in guardians}
    for student in students:
        lines += [f"{student.name}: {text}" for text in _about(student)]
        if student.address and folded(student.address) not in homes:
            lines.append(f"{student.name}: {student.address}")
        if lessons := (owed or {}).get(student.key):
            lines.append(f"{student.name}: lessons owed to the studio {lessons}")
    for guardian in guardians:
        if guardian.note:
            lines.append(f"{guardian.name}: {guardian.note}")
        work = [phone_text(one) for one in guardian.phones if one.kind == "work"]
        others = [*guardian.other_emails, *guardian.other_addresses, *work]
        lines += [f"{guardian.name}: {text}" for text in others if text != mobile_of(guardian.phones)]
    return "\n".join(lines)


def _about(student: ImportedStudent) -> list[str]:
    lessons = [
        ", ".join(
            part
            for part in (
                lesson.subject,
                lesson.instructor,
                f"{lesson.minutes} minutes" if lesson.minutes else "",
                f"{lesson.price_amount / 100:.2f} {lesson.rate.value.replace('_', ' ')}"
                if lesson.price_amount is not None
                else "",
                f"next {lesson.next_on}" if lesson.next_on else "",
            )
            if part
        )
        for lesson in (() if student.status in TAUGHT else student.lessons)
    ]
    named = (("level", student.level), ("found us by", student.referrer), ("tags", ", ".join(student.tags)))
    return [
        *(f"lesson {text}" for text in lessons if text),
        *(f"{word} {text}" for word, text in named if text),
    ]
