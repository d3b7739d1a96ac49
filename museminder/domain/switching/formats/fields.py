"""What a list from another system may hold: its fields, their headings, and how private they are."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FormatKind(StrEnum):
    """Every list that can be imported."""

    MUSIC_STAFF_CONTACTS = "music_staff_contacts"
    TUTORBIRD_CONTACTS = "tutorbird_contacts"
    JACKRABBIT_STUDENTS = "jackrabbit_students"
    JACKRABBIT_CLASSES = "jackrabbit_classes"
    JACKRABBIT_STAFF = "jackrabbit_staff"
    TEACHWORKS_STUDENTS = "teachworks_students"
    TEMPLATE_STUDENTS = "template_students"
    TEMPLATE_CLASSES = "template_classes"
    TEMPLATE_STAFF = "template_staff"
    TEMPLATE_BALANCES = "template_balances"


class FieldClass(StrEnum):
    """How private a column is, which decides who sees it and with which key it is kept."""

    BUSINESS = "business"
    CONTACT = "contact"
    CHILD = "child"
    CHILD_OWN_KEY = "child_own_key"


@dataclass(frozen=True, slots=True)
class Field:
    """A column we understand: our name, the words on the page, and the headings it goes by elsewhere."""

    name: str
    label: str
    field_class: FieldClass
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A kind of list: its fields, and the headings that together give it away."""

    kind: FormatKind
    system: str
    label: str
    fields: tuple[Field, ...]
    signature: tuple[str, ...]
    left_out: tuple[str, ...] = ()  # headings we know and do not want

    def field(self, name: str) -> Field | None:
        """The field of this name, if the list can have it."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which heading each field is read from. Headings named nowhere are left out.

    `columns` is field name → heading. Build another to change it: a field may be missing, and one heading may
    not serve two fields.
    """

    kind: FormatKind
    columns: Mapping[str, str]


def plain_heading(heading: str) -> str:
    """A heading without case, accents, punctuation and extra spaces: what headings are compared by."""
    decomposed = unicodedata.normalize("NFKD", heading.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]+|_+", " ", letters).split())


def is_id_heading(heading: str) -> bool:
    """Whether a column holds the other system's own numbers: "Student ID", "family external id"."""
    return plain_heading(heading).split()[-1:] in (["id"], ["ids"])


def contact_fields(position: int, headings: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields of one parent or guardian; `headings` are the words before "First Name" and the others."""
    parts = (
        ("first_name", "first name", ("First Name", "Given Name")),
        ("last_name", "last name", ("Last Name", "Surname", "Family Name")),
        ("email", "e-mail", ("Email", "E-mail", "Email Address")),
        ("address", "address", ("Address",)),
        ("home_phone", "home phone", ("Home Phone",)),
        ("work_phone", "work phone", ("Work Phone",)),
        ("mobile_phone", "mobile phone", ("Mobile Phone", "Cell Phone", "Mobile", "Cell")),
        ("note", "note", ("Note", "Notes")),
    )
    return tuple(
        Field(
            f"guardian_{position}_{name}",
            f"Guardian {position}, {label}",
            FieldClass.CONTACT,
            tuple(f"{heading} {ending}" for heading in headings for ending in endings),
        )
        for name, label, endings in parts
    )
