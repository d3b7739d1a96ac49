"""Teachworks: the student import template, one row per student.

Known from its help center are the columns after the contact details; the headings of the contact details are
taken from what such lists usually say, and can be matched by hand.
"""

from museminder.domain.switching.formats.fields import (
    Field,
    FieldClass,
    FormatKind,
    ListFormat,
    contact_fields,
)

TEACHWORKS_STUDENTS = ListFormat(
    kind=FormatKind.TEACHWORKS_STUDENTS,
    system="teachworks",
    label="Teachworks: students",
    fields=(
        Field("first_name", "Student, first name", FieldClass.CHILD, ("Student First Name", "First Name")),
        Field("last_name", "Student, last name", FieldClass.CHILD, ("Student Last Name", "Last Name")),
        Field("student_id", "Student, id there", FieldClass.BUSINESS, ("Student ID", "ID")),
        Field(
            "family_id", "Family, id there", FieldClass.BUSINESS, ("Family ID", "Customer ID", "Parent ID")
        ),
        Field("adult", "Adult student", FieldClass.BUSINESS, ("Type", "Student Type")),
        Field("status", "Student, status", FieldClass.BUSINESS, ("Status",)),
        Field("email", "Student, e-mail", FieldClass.CONTACT, ("Student Email", "Email")),
        Field(
            "mobile_phone",
            "Student, mobile phone",
            FieldClass.CONTACT,
            ("Student Mobile Phone", "Mobile Phone"),
        ),
        Field("birth_date", "Student, birth date", FieldClass.CHILD_OWN_KEY, ("Birth Date", "Birthdate")),
        Field("address", "Student, address", FieldClass.CHILD_OWN_KEY, ("Address", "Student Address")),
        Field("note", "Student, note", FieldClass.CHILD_OWN_KEY, ("Notes", "Additional Notes")),
        Field("started_on", "Student, since", FieldClass.BUSINESS, ("Start Date",)),
        Field("school", "Student, school", FieldClass.CHILD, ("School",)),
        Field("level", "Student, grade", FieldClass.CHILD, ("Grade",)),
        Field("subject", "Lessons, subjects", FieldClass.BUSINESS, ("Subjects",)),
        Field("price", "Lessons, price an hour", FieldClass.BUSINESS, ("Student Hourly Cost",)),
        *contact_fields(1, ("Family", "Parent", "Customer")),
        *contact_fields(2, ("Second Parent", "Parent 2")),
    ),
    signature=("Billing Method", "Student Hourly Cost"),
    left_out=(
        "Billing Method",
        "Cost Premium Name",
        "Discount Rate",
        "Student Event Reminders",
        "Student Event Notes Emails",
    ),
)
