"""Jackrabbit: its lists of students, classes and staff, each a file."""

from museminder.domain.switching.formats.fields import Field, FieldClass, FormatKind, ListFormat

_CHILD, _OWN_KEY, _BUSINESS = FieldClass.CHILD, FieldClass.CHILD_OWN_KEY, FieldClass.BUSINESS

JACKRABBIT_STUDENTS = ListFormat(
    kind=FormatKind.JACKRABBIT_STUDENTS,
    system="jackrabbit",
    label="Jackrabbit: students",
    fields=(
        Field("student_id", "Student, id there", _BUSINESS, ("Student ID",)),
        Field("first_name", "Student, first name", _CHILD, ("Student First Name", "First Name")),
        Field("last_name", "Student, last name", _CHILD, ("Student Last Name", "Last Name")),
        Field("family", "Family: guardian and number", FieldClass.CONTACT, ("Family", "Family Name")),
        Field("status", "Student, status", _BUSINESS, ("Status",)),
        Field("birth_date", "Student, birth date", _OWN_KEY, ("DOB", "Birth Date", "Date of Birth")),
        Field("classes", "Classes", _BUSINESS, ("Current Classes", "Classes")),
        Field("level", "Student, level", _CHILD, ("Skill Level",)),
        Field("note", "Student, note", _OWN_KEY, ("Notes", "Note")),
        Field("care_note", "Student, care note", _OWN_KEY, ("Special Needs",)),
    ),
    signature=("Student ID", "Student First Name", "Family", "Current Classes"),
    left_out=("Age",),
)

JACKRABBIT_CLASSES = ListFormat(
    kind=FormatKind.JACKRABBIT_CLASSES,
    system="jackrabbit",
    label="Jackrabbit: classes",
    fields=(
        Field("class_id", "Class, id there", _BUSINESS, ("Class ID",)),
        Field("class_name", "Class, name", _BUSINESS, ("Class", "Class Name")),
        Field("instructor_id", "Lead instructor, id there", _BUSINESS, ("instructor_id",)),
        Field("instructors", "Instructors", _BUSINESS, ("Instructors", "Instructor")),
        Field("days", "Days of the week", _BUSINESS, ("Days", "Meeting Days")),
        Field("start_time", "Starts at", _BUSINESS, ("Start Time",)),
        Field("end_time", "Ends at", _BUSINESS, ("End Time",)),
        Field("location", "Location", _BUSINESS, ("Location",)),
        Field("room", "Room", _BUSINESS, ("Room",)),
        Field("status", "Class, status", _BUSINESS, ("Status",)),
        Field("season", "Season", _BUSINESS, ("Session",)),
        Field("first_day_on", "First day", _BUSINESS, ("Start Date",)),
        Field("last_day_on", "Last day", _BUSINESS, ("End Date",)),
        Field("program", "Program", _BUSINESS, ("Cat 1", "Category 1")),
        Field("open_places", "Places said to be open", _BUSINESS, ("Open", "Openings")),
        Field("places", "Places", _BUSINESS, ("Size", "Max Size", "Class Size")),
        Field("price", "Tuition", _BUSINESS, ("Tuition", "Tuition Fee")),
    ),
    signature=("Class ID", "Class", "Days", "Start Time"),
)

JACKRABBIT_STAFF = ListFormat(
    kind=FormatKind.JACKRABBIT_STAFF,
    system="jackrabbit",
    label="Jackrabbit: staff",
    fields=(
        Field("staff_id", "Staff member, id there", _BUSINESS, ("Staff ID",)),
        Field("name", "Staff member, name", FieldClass.CONTACT, ("Name", "Staff Name")),
        Field("status", "Staff member, status", _BUSINESS, ("Status",)),
        Field("position", "Position", _BUSINESS, ("Position",)),
        Field("is_instructor", "Teaches", _BUSINESS, ("Instructor",)),
        Field("email", "Staff member, e-mail", FieldClass.CONTACT, ("Email",)),
        Field(
            "mobile_phone", "Staff member, mobile phone", FieldClass.CONTACT, ("Mobile Phone", "Cell Phone")
        ),
    ),
    signature=("Staff ID", "Name", "Position"),
)
