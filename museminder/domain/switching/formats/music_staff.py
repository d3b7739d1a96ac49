"""My Music Staff: ContactList.csv, one row per student with up to four parents."""

from museminder.domain.switching.formats.fields import (
    Field,
    FieldClass,
    FormatKind,
    ListFormat,
    contact_fields,
)

CONTACTS = 4


def student_fields(product: str) -> tuple[Field, ...]:
    """The columns of the contact list that My Music Staff and its sibling TutorBird share."""
    child, own_key, contact, business = (
        FieldClass.CHILD,
        FieldClass.CHILD_OWN_KEY,
        FieldClass.CONTACT,
        FieldClass.BUSINESS,
    )
    return (
        Field("last_name", "Student, last name", child, ("Last Name",)),
        Field("first_name", "Student, first name", child, ("First Name",)),
        Field("student_id", "Student, id there", business, (f"{product} Student ID", "Student ID")),
        Field("family_id", "Family, id there", business, (f"{product} Family ID", "Family ID")),
        Field("adult", "Adult student", business, ("Adult Student",)),
        Field("status", "Student, status", business, ("Status",)),
        Field("email", "Student, e-mail", contact, ("Email",)),
        Field("home_phone", "Student, home phone", contact, ("Home Phone",)),
        Field("mobile_phone", "Student, mobile phone", contact, ("Mobile Phone",)),
        Field("birth_date", "Student, birth date", own_key, ("Birthday", "Birth Date", "Date of Birth")),
        Field("address", "Student, address", own_key, ("Address",)),
        Field("note", "Student, note", own_key, ("Note", "Notes")),
        Field("started_on", "Student, since", business, ("Date Started", "Start Date")),
        Field("inactive_on", "Student, until", business, ("Inactive Date",)),
        Field("referrer", "How they found the studio", business, ("Referrer",)),
        Field("subject", "Lessons, subject", business, ("Instrument", "Subject")),
        Field("level", "Student, level", child, ("Level", "Skill Level")),
        Field("school", "Student, school", child, ("School",)),
        Field("minutes", "Lessons, minutes", business, ("Duration", "Default Duration", "Base Duration")),
        Field("price", "Lessons, price", business, ("Lesson Price", "Price", "Base Price")),
        Field("rate", "Lessons, kind of price", business, ("Rate", "Base Billing Mode")),
        Field("makeup_credits", "Make-up credits", business, ("Make-up Credits", "Makeup Credits")),
        Field("instructor", "Lessons, instructor", business, ("Teacher", "Tutor")),
        Field("tags", "Groups", business, ("Group Tags", "Tags")),
        Field("next_lesson", "Next lesson", business, ("Next Lesson",)),
    )


MUSIC_STAFF_CONTACTS = ListFormat(
    kind=FormatKind.MUSIC_STAFF_CONTACTS,
    system="music_staff",
    label="My Music Staff: contact list",
    fields=(
        *student_fields("My Music Staff"),
        *(
            field
            for position in range(1, CONTACTS + 1)
            for field in contact_fields(position, (f"Parent Contact {position}",))
        ),
    ),
    signature=("My Music Staff Student ID", "My Music Staff Family ID"),
    left_out=("Last Lesson", "Parent", "Texting Allowed", "Gender", "Age"),
)
