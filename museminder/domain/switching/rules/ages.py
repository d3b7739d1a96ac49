"""How old somebody is."""

from datetime import date


def age_on(birth_date: date, day: date) -> int:
    """Full years on a day; who was born on 29 February has a birthday on 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
