"""What is written when the import is committed, once every question has its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from museminder.domain.switching.rules.findings import RowReference
from museminder.domain.switching.rules.records import (
    ImportedCourse,
    ImportedFamily,
    ImportedGuardian,
    ImportedMakeUpCredit,
    ImportedOffering,
    ImportedOpeningBalance,
    ImportedStaff,
    ImportedStudent,
    WeeklyMeeting,
)


class SettledKind(StrEnum):
    """How a student is in a class: waitlisted ones take no place."""

    ACTIVE = "active"
    TRIAL = "trial"
    WAITLISTED = "waitlisted"


@dataclass(frozen=True, slots=True)
class SettledEnrollment:
    """One student in one class: an offering of this import, or one the studio has (the other is empty)."""

    row: RowReference
    student_key: str
    offering_key: str
    existing_reference: str
    kind: SettledKind


class PriceKind(StrEnum):
    """What a price is asked for, in the words of tuition plans."""

    MONTHLY = "monthly"
    PER_LESSON = "per_lesson"


@dataclass(frozen=True, slots=True)
class SettledPrice:
    """What an offering costs: whole minor units a month or a lesson."""

    kind: PriceKind
    amount: int


@dataclass(frozen=True, slots=True)
class SettledLesson:
    """One student's private lessons in one subject: an offering of their own, with its enrollment.

    `meeting` and `first_on` are None where nobody can say when they are held; `price` where it is not known.
    """

    row: RowReference
    key: str
    student_key: str
    external_id: str
    course_key: str
    subject: str
    instructor: str
    meeting: WeeklyMeeting | None
    first_on: date | None
    kind: SettledKind
    price: SettledPrice | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that does not come in, and why, for the report."""

    row: RowReference
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SettledRoster:
    """The records to write. `updates` says which row changes a record the studio has, by its reference.

    `raised_places` are the classes that come in with more children than places: offering key → children.
    `prices` are what classes cost: offering key → price.
    `one_person` are guardians of several families who are one person: tuples of guardian keys.
    """

    families: tuple[ImportedFamily, ...] = ()
    guardians: tuple[ImportedGuardian, ...] = ()
    students: tuple[ImportedStudent, ...] = ()
    staff: tuple[ImportedStaff, ...] = ()
    courses: tuple[ImportedCourse, ...] = ()
    offerings: tuple[ImportedOffering, ...] = ()
    lessons: tuple[SettledLesson, ...] = ()
    enrollments: tuple[SettledEnrollment, ...] = ()
    opening_balances: tuple[ImportedOpeningBalance, ...] = ()
    makeup_credits: tuple[ImportedMakeUpCredit, ...] = ()
    updates: Mapping[RowReference, str] = field(default_factory=dict)
    raised_places: Mapping[str, int] = field(default_factory=dict)
    prices: Mapping[str, SettledPrice] = field(default_factory=dict)
    one_person: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
