"""How old somebody is on a day. Someone born on 29 February has the birthday on 1 March in other years."""

from datetime import date


def birthday_in(born_on: date, year: int) -> date:
    """The day somebody turns a year older in a calendar year."""
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(born_on: date, day: date) -> int:
    """How many full years old somebody is on a day.

    Raises ValueError for a day before the birth, so that a mistyped year is not an age.
    """
    if day < born_on:
        raise ValueError("nobody has an age before being born")
    return day.year - born_on.year - (day < birthday_in(born_on, day.year))
