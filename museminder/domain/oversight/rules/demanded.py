"""What a legal demand can name, and what of it is handed over: a closed list, beside row security's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from museminder.domain.oversight.models.legal_demand import RECORDS
from museminder.domain.oversight.models.limits import MOST_DEMANDED
from museminder.domain.people.models import Guardian, Student
from museminder.foundation.identity.rules import Refused
from museminder.foundation.outside.telling import Told


@dataclass(frozen=True, slots=True)
class Records:
    """One kind of record: where it is, which of its fields are handed over, and how a family reads what was told."""

    model: type[Model]
    fields: tuple[str, ...]
    sealed: tuple[str, ...]
    told: Told


_kinds: dict[str, Records] = {
    "student": Records(
        Student,
        ("first_name", "last_name", "preferred_name", "school_name", "started_on", "ended_on"),
        ("birth_date", "care_notes"),
        Told.STUDENT_RECORD,
    ),
    "guardians": Records(
        Guardian,
        ("first_name", "last_name", "email", "mobile_phone", "home_phone"),
        ("address",),
        Told.GUARDIAN_RECORD,
    ),
}


def register_records(name: str, records: Records) -> None:
    """An area above says what of its own a demand can name: ``name`` is one of the models' ``RECORDS``."""
    _kinds[name] = records


def records_called(name: str) -> Records:
    """One kind of record by the name a demand has for it."""
    return _kinds[name]


def check_demand(
    *, whom: Sequence[Any], records: Sequence[str], received_at: datetime, expires_at: datetime, at: datetime
) -> None:
    """Refuses a demand that names nobody, too many, nothing, or that was over before it was recorded."""
    if not whom:
        raise Refused(_("A demand names a family or a student by its number; all of a school is refused."))
    if len(whom) > MOST_DEMANDED:
        raise Refused(_("A demand names fifty at most; what is broader is sent back."))
    if not records or not set(records) <= set(RECORDS):
        raise Refused(_("Say which kinds of records the paper names."))
    if received_at > at:
        raise Refused(_("This moment has not come yet."))
    if expires_at <= at:
        raise Refused(_("The paper is over already; refuse it in writing."))
