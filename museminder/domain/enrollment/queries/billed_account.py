"""Which family account pays for a student."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from museminder.domain.people.models import Family, Household, Student
from museminder.foundation.identity.rules import Refused


def family_billed_for(student: Student, on: date) -> Family:
    """The family a student's costs are billed to on a day: the one chosen as default, else the only one.

    A student who comes later is asked for the day on which the household begins. Raises ``Refused`` when nobody could
    tell which.
    """
    rows = Household.objects.filter(Q(until=None) | Q(until__gt=on), student=student).select_related("family")
    return household_billed(student, list(rows.order_by("starts_on", "id")), on).family


def household_billed(student: Student, households: Sequence[Household], on: date) -> Household:
    """Which of a student's households, by their first day, is billed on a day; as ``family_billed_for``."""
    lasting = [each for each in households if each.until is None or each.until > on]
    now = [each for each in lasting if each.starts_on <= on] or lasting
    chosen = [each for each in now if each.is_billed_by_default] or now
    if len(chosen) != 1:
        raise Refused(
            _("Choose which family is billed for %(name)s: no household is the default.")
            % {"name": student.full_name}
        )
    return chosen[0]
