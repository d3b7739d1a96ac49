"""What a roster from another system consists of, in our words, before anything is stored.

Every record knows the rows it came from. A `key` is unique within the roster and survives combining files;
an `external_id` is the other system's own and is empty when the file has none. Days are inclusive here, as
they are in every file: `last_day_on` is the last day. Amounts are whole minor units (cents) of
`ImportedRoster.currency`; weekdays are 0 (Monday) to 6 (Sunday).
"""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from museminder.domain.switching.rules.findings import Finding, RowReference


class StudentStatus(StrEnum):
    """Whether a student is taught now, was, or may be."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    TRIAL = "trial"
    LEAD = "lead"
    WAITING = "waiting"


class RateKind(StrEnum):
    """What the price of a lesson is a price of."""

    PER_LESSON = "per_lesson"
    PER_HOUR = "per_hour"
    PER_MONTH = "per_month"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ImportedPhone:
    """A phone number as typed and, if it can be dialed, as +12125550123 with its extension."""

    kind: str  # home, work or mobile
    original: str
    dialable: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class ImportedFamily:
    """Students and guardians with one account. An adult student without guardians is a family of one."""

    key: str
    external_id: str
    name: str
    rows: tuple[RowReference, ...]


@dataclass(frozen=True, slots=True)
class ImportedGuardian:
    """An adult of a family, merged from the rows of its students; position 1 is the first contact."""

    key: str
    family_key: str
    first_name: str
    last_name: str
    position: int
    email: str = ""
    phones: tuple[ImportedPhone, ...] = ()
    address: str = ""
    note: str = ""
    other_emails: tuple[str, ...] = ()  # said by the row of another child of the family
    other_addresses: tuple[str, ...] = ()
    rows: tuple[RowReference, ...] = ()

    @property
    def name(self) -> str:
        """The full name as one text."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class ImportedLesson:
    """A private lesson a student takes: what, with whom, how long, at which price, and when next."""

    subject: str
    instructor: str
    minutes: int | None
    price_amount: int | None
    rate: RateKind
    next_on: date | None = None
    next_at: time | None = None


@dataclass(frozen=True, slots=True)
class ImportedStudent:
    """The person taught, usually a child."""

    row: RowReference
    key: str
    external_id: str
    family_key: str
    first_name: str
    last_name: str
    is_adult: bool = False
    status: StudentStatus = StudentStatus.ACTIVE
    email: str = ""
    phones: tuple[ImportedPhone, ...] = ()
    birth_date: date | None = None
    address: str = ""
    note: str = ""
    care_note: str = ""
    started_on: date | None = None
    inactive_on: date | None = None
    level: str = ""
    school: str = ""
    referrer: str = ""
    tags: tuple[str, ...] = ()
    lessons: tuple[ImportedLesson, ...] = ()
    uneven_lessons: tuple[
        tuple[str, int], ...
    ] = ()  # (list, entries) where the parallel lists differ in length

    @property
    def name(self) -> str:
        """The full name as one text."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class ImportedStaff:
    """Somebody who works for the studio; `rows` is empty when only a lesson or class names them."""

    key: str
    external_id: str
    first_name: str
    last_name: str
    is_instructor: bool = True
    is_active: bool = True
    position: str = ""
    email: str = ""
    phones: tuple[ImportedPhone, ...] = ()
    rows: tuple[RowReference, ...] = ()

    @property
    def name(self) -> str:
        """The name as other rows of the file refer to it."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class ImportedCourse:
    """The lasting definition behind one or more classes ("Ballet III") or private lessons ("Piano")."""

    key: str
    name: str
    kind: str  # class or private
    program: str = ""


@dataclass(frozen=True, slots=True)
class WeeklyMeeting:
    """One weekly meeting: weekday 0 (Monday) to 6 (Sunday), local times."""

    weekday: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class ImportedOffering:
    """One scheduled class of a course in a season. `open_places` is the file's claim; it may be negative."""

    row: RowReference
    key: str
    external_id: str
    name: str
    course_key: str
    instructors: tuple[str, ...] = ()
    lead_instructor_id: str = ""
    meetings: tuple[WeeklyMeeting, ...] = ()
    location: str = ""
    room: str = ""
    season: str = ""
    first_day_on: date | None = None
    last_day_on: date | None = None
    is_active: bool = True
    places: int | None = None
    open_places: int | None = None
    price_amount: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedEnrollment:
    """One class name listed at one student; which offering it means is settled by the rules."""

    row: RowReference
    student_key: str
    class_name: str


@dataclass(frozen=True, slots=True)
class ImportedOpeningBalance:
    """What a family owes on a day; a negative amount is owed to the family."""

    row: RowReference
    family_external_id: str
    amount: int
    as_of_on: date | None


@dataclass(frozen=True, slots=True)
class ImportedMakeUpCredit:
    """Lessons owed to a student; a negative count has to be asked about."""

    row: RowReference
    student_key: str
    count: int


@dataclass(frozen=True, slots=True)
class ImportedRoster:
    """Everything read from one file, or from several combined."""

    system: str
    region: str
    currency: str
    rows: tuple[RowReference, ...] = ()
    families: tuple[ImportedFamily, ...] = ()
    guardians: tuple[ImportedGuardian, ...] = ()
    students: tuple[ImportedStudent, ...] = ()
    staff: tuple[ImportedStaff, ...] = ()
    courses: tuple[ImportedCourse, ...] = ()
    offerings: tuple[ImportedOffering, ...] = ()
    enrollments: tuple[ImportedEnrollment, ...] = ()
    opening_balances: tuple[ImportedOpeningBalance, ...] = ()
    makeup_credits: tuple[ImportedMakeUpCredit, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
