"""Our own template: four lists for a studio that comes from paper, a spreadsheet or any other system."""

from museminder.domain.switching.formats.csv_files import write_csv
from museminder.domain.switching.formats.fields import (
    Field,
    FieldClass,
    FormatKind,
    ListFormat,
    contact_fields,
)

_CHILD, _OWN_KEY, _CONTACT, _BUSINESS = (
    FieldClass.CHILD,
    FieldClass.CHILD_OWN_KEY,
    FieldClass.CONTACT,
    FieldClass.BUSINESS,
)

TEMPLATE_STUDENTS = ListFormat(
    kind=FormatKind.TEMPLATE_STUDENTS,
    system="template",
    label="Our template: students",
    fields=(
        Field("student_id", "Student, external id", _BUSINESS, ("student external id",)),
        Field("family_id", "Family, external id", _BUSINESS, ("family external id",)),
        Field("first_name", "Student, first name", _CHILD, ("first name",)),
        Field("last_name", "Student, last name", _CHILD, ("last name",)),
        Field("adult", "Adult student", _BUSINESS, ("adult",)),
        Field("status", "Student, status", _BUSINESS, ("status",)),
        Field("email", "Student, e-mail", _CONTACT, ("email", "e-mail")),
        Field("mobile_phone", "Student, mobile phone", _CONTACT, ("mobile phone",)),
        Field("birth_date", "Student, birth date", _OWN_KEY, ("birth date",)),
        Field("address", "Student, address", _OWN_KEY, ("address",)),
        Field("note", "Student, note", _OWN_KEY, ("note",)),
        Field("care_note", "Student, care note", _OWN_KEY, ("care note",)),
        Field("started_on", "Student, since", _BUSINESS, ("since",)),
        Field("inactive_on", "Student, until", _BUSINESS, ("until",)),
        Field("level", "Student, level", _CHILD, ("level",)),
        Field("classes", "Classes", _BUSINESS, ("classes",)),
        Field("makeup_credits", "Make-up credits", _BUSINESS, ("make-up credits",)),
        *(field for position in range(1, 5) for field in contact_fields(position, (f"guardian {position}",))),
    ),
    signature=("student external id", "family external id", "first name", "last name"),
)

TEMPLATE_CLASSES = ListFormat(
    kind=FormatKind.TEMPLATE_CLASSES,
    system="template",
    label="Our template: classes",
    fields=(
        Field("class_id", "Class, external id", _BUSINESS, ("class external id",)),
        Field("class_name", "Class, name", _BUSINESS, ("class name",)),
        Field("course", "Course", _BUSINESS, ("course",)),
        Field("instructors", "Instructors", _BUSINESS, ("instructors",)),
        Field("days", "Days of the week", _BUSINESS, ("days",)),
        Field("start_time", "Starts at", _BUSINESS, ("start time",)),
        Field("end_time", "Ends at", _BUSINESS, ("end time",)),
        Field("location", "Location", _BUSINESS, ("location",)),
        Field("room", "Room", _BUSINESS, ("room",)),
        Field("status", "Class, status", _BUSINESS, ("status",)),
        Field("season", "Season", _BUSINESS, ("season",)),
        Field("first_day_on", "First day", _BUSINESS, ("first day",)),
        Field("last_day_on", "Last day", _BUSINESS, ("last day",)),
        Field("program", "Program", _BUSINESS, ("program",)),
        Field("places", "Places", _BUSINESS, ("places",)),
        Field("price", "Tuition", _BUSINESS, ("tuition",)),
    ),
    signature=("class external id", "class name", "days"),
)

TEMPLATE_STAFF = ListFormat(
    kind=FormatKind.TEMPLATE_STAFF,
    system="template",
    label="Our template: staff",
    fields=(
        Field("staff_id", "Staff member, external id", _BUSINESS, ("staff external id",)),
        Field("first_name", "Staff member, first name", _CONTACT, ("first name",)),
        Field("last_name", "Staff member, last name", _CONTACT, ("last name",)),
        Field("status", "Staff member, status", _BUSINESS, ("status",)),
        Field("position", "Position", _BUSINESS, ("position",)),
        Field("is_instructor", "Teaches", _BUSINESS, ("teaches",)),
        Field("email", "Staff member, e-mail", _CONTACT, ("email", "e-mail")),
        Field("mobile_phone", "Staff member, mobile phone", _CONTACT, ("mobile phone",)),
    ),
    signature=("staff external id", "first name", "last name"),
)

TEMPLATE_BALANCES = ListFormat(
    kind=FormatKind.TEMPLATE_BALANCES,
    system="template",
    label="Our template: opening balances",
    fields=(
        Field("family_id", "Family, external id", _BUSINESS, ("family external id",)),
        Field("balance", "Opening balance", _BUSINESS, ("opening balance",)),
        Field("as_of_on", "As of", _BUSINESS, ("as of",)),
    ),
    signature=("family external id", "opening balance"),
)

TEMPLATES = (TEMPLATE_STUDENTS, TEMPLATE_CLASSES, TEMPLATE_STAFF, TEMPLATE_BALANCES)


def blank_template(kind: FormatKind) -> bytes:
    """An empty list of our own to fill in: UTF-8 CSV with the headings only. KeyError for other kinds."""
    formats = {template.kind: template for template in TEMPLATES}
    return write_csv([[field.headings[0] for field in formats[kind].fields]])
