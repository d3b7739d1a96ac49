"""What a charge is called, for whoever looks: course, first name and month, or only the month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from uuid import UUID

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from museminder.domain.courses.models import Offering
from museminder.domain.people.models import Student


class Chargeable(Protocol):
    """A charge, or a row that will become one."""

    pk: UUID
    student_id: UUID | None
    description: str
    parameters: dict[str, str]


def charge_names(charges: Iterable[tuple[Chargeable, date]]) -> dict[UUID, str]:
    """The name of each charge, with its month, in the reader's language and in two statements.

    A child is named only if the database shows the child to whoever looks: a payer without the right to see reads
    "Tuition, May 2026".
    """
    rows = list(charges)
    students = dict(
        Student.objects.filter(pk__in={row.student_id for row, _on in rows if row.student_id}).values_list(
            "id", "first_name"
        )
    )
    wanted = {row.parameters.get("offering_id") for row, _on in rows} - {None}
    offerings = {
        str(key): name for key, name in Offering.objects.filter(pk__in=wanted).values_list("id", "name")
    }
    return {row.pk: _name(row, on, students, offerings) for row, on in rows}


def _name(row: Chargeable, on: date, students: dict[UUID, str], offerings: dict[str, str]) -> str:
    if row.description == "carry_over":
        return _("Balance brought over")
    if row.description == "returned_check":
        return _("Fee for a returned check")
    month = format_date(on, "MMMM y", locale=get_language() or "en")
    if row.description != "tuition":
        return row.parameters.get("text") or _("Fee, %(month)s") % {"month": month}
    name = students.get(row.student_id) if row.student_id else None
    if name is None:
        return _("Tuition, %(month)s") % {"month": month}
    offering = offerings.get(row.parameters.get("offering_id", ""), _("Tuition"))
    return _("%(offering)s, %(name)s, %(month)s") % {"offering": offering, "name": name, "month": month}
