"""What an offering may be called, and how many it takes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from museminder.domain.courses.models import Course
from museminder.domain.courses.rules.refusals import Refused

MOST_PLACES = 10_000


def offering_name(name: str, course: Course) -> str:
    """A name without needless spaces, at most 120 letters; an offering without one is called as its course."""
    return " ".join(name.split())[:120] or str(course)


def check_places(places: int) -> int:
    """The number of places as it is. Raises ``Refused`` for none and for more than anybody teaches."""
    if not 1 <= places <= MOST_PLACES:
        raise Refused(_("An offering has between 1 and 10,000 places."), "places")
    return places
