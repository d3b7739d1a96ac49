"""What partners offer, and exactly what they would be told."""

from __future__ import annotations

from dataclasses import dataclass

from museminder.domain.consents.models import Consent
from museminder.domain.people.models import Guardian, Student
from museminder.foundation.outside.telling import Told

_BY_KEY = {told.key: told for told in Told}


@dataclass(frozen=True, slots=True)
class TellingValue:
    """One kind of information with the value that would be sent."""

    told: Told
    value: str


def told_by_key(keys: list[str]) -> list[Told]:
    """The kinds of information that a row names."""
    return [_BY_KEY[key] for key in keys]


def values_of(
    student: Student, guardian: Guardian, kinds: list[Told], consent_number: str = ""
) -> list[TellingValue]:
    """What would be sent about a child and the guardian who asks: each kind with its value."""
    values = {
        Told.CHILD_NAME: student.full_name,
        Told.INSTRUMENT: student.instrument,
        Told.GUARDIAN_NAME: guardian.full_name,
        Told.GUARDIAN_EMAIL: guardian.email,
        Told.CONSENT_NUMBER: consent_number,
    }
    return [TellingValue(told, values[told]) for told in kinds]


def values_told(consent: Consent) -> dict[Told, str]:
    """What a consent allows to be sent, as it stands now."""
    student = Student.objects.get(pk=consent.student_id)
    guardian = Guardian.objects.get(pk=consent.guardian_id)
    found = values_of(student, guardian, told_by_key(consent.told), str(consent.pk))
    return {each.told: each.value for each in found}
