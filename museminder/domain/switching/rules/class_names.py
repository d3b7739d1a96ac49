"""What the name of a class gives away: "Ballet III Wed 3:30" is Ballet III, on a Wednesday."""

import re

_DAYS = {
    "mon": 0, "monday": 0, "tue": 1, "tues": 1, "tuesday": 1, "wed": 2, "weds": 2, "wednesday": 2,
    "thu": 3, "thur": 3, "thurs": 3, "thursday": 3, "fri": 4, "friday": 4, "sat": 5, "saturday": 5,
    "sun": 6, "sunday": 6,
}  # fmt: skip
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_WEEKDAY = re.compile(rf"\b({_DAY})s?\b\.?", re.IGNORECASE)
_WHEN = re.compile(
    rf"[\s,\-\u2013(]*\b(?:{_DAY})s?\b\.?(?:\s*[/&,+]\s*(?:{_DAY})s?\b\.?)*"
    r"[\s,@]*(?:at\s*)?(?:\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?)?\s*\)?\s*$",
    re.IGNORECASE,
)


def course_name(class_name: str) -> str:
    """The name of the lasting course: the class's without the day and time at its end."""
    return _WHEN.sub("", class_name).strip() or class_name


def weekdays_in_name(class_name: str) -> tuple[int, ...]:
    """The days of the week a class's name speaks of, 0 for Monday; usually none or one."""
    return tuple(dict.fromkeys(_DAYS[word.casefold()] for word in _WEEKDAY.findall(class_name)))
