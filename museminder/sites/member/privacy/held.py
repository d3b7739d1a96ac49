"""What is held about a child, and why; what is sealed is not opened here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from museminder.domain.people.models import Student
from museminder.domain.privacy.queries.held import Held, HeldValue, held_about
from museminder.foundation.identity.permissions import Permission
from museminder.sites.member.door import page
from museminder.sites.member.people.origins import origin_words
from museminder.sites.member.privacy.reasons import why_words
from museminder.sites.member.privacy.words import field_words, kept_words
from museminder.web import filters
from museminder.web.rendering import show as show_page

LONGEST = 200


@page(Permission.MY_PRIVACY_SEE)
def show(request: Any, student_id: UUID) -> HttpResponse:
    """Table by table: what it is, why it is kept and for how long, and the rows that are really there."""
    student = get_object_or_404(Student, pk=student_id, merged_into=None)
    found = [_in_words(held, request.actor.account_id) for held in held_about(student)]
    context = {
        "student": student,
        "held": [each for each in found if each["count"]],
        "asked_for": [each for each in found if each["count"] is None],
        "nothing": [each for each in found if each["count"] == 0],
        "may_open": Permission.MY_FAMILY_EDIT in request.permissions,
        "may_ask": Permission.MY_PRIVACY_ASK in request.permissions,
    }
    return show_page(request, "member/privacy/held.html", context)


def _in_words(held: Held, reader_id: UUID | None) -> dict[str, Any]:
    return {
        "title": kept_words(held.table.label),
        "why": why_words(held.table.holding.purpose),
        "retention": str(held.table.holding.retention),
        "count": held.count,
        # records that read the same stand once: the number of records is told beside them
        "rows": list(
            dict.fromkeys(
                tuple(
                    (field_words(each.name), _value(each), each.is_sealed, _said(each, reader_id))
                    for each in row
                )
                for row in held.rows
            )
        ),
    }


def _said(held: HeldValue, reader_id: UUID | None) -> str:
    return origin_words(held.origin, reader_id) if held.is_stamped else ""


def _value(held: HeldValue) -> str:
    value = held.value
    if held.is_sealed:
        return _("Sealed")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return filters.datetime(value)
    if isinstance(value, date):
        return filters.date(value)
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        return _("Worked out by the program, step by step; your copy holds all of it")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text[:LONGEST]
