"""TutorBird: the same contact list as My Music Staff, with tutors and subjects."""

from museminder.domain.switching.formats.fields import FormatKind, ListFormat, contact_fields
from museminder.domain.switching.formats.music_staff import CONTACTS, student_fields

TUTORBIRD_CONTACTS = ListFormat(
    kind=FormatKind.TUTORBIRD_CONTACTS,
    system="tutorbird",
    label="TutorBird: contact list",
    fields=(
        *student_fields("TutorBird"),
        *(
            field
            for position in range(1, CONTACTS + 1)
            for field in contact_fields(position, (f"Parent Contact {position}",))
        ),
    ),
    signature=("TutorBird Student ID", "TutorBird Family ID"),
    left_out=("Last Lesson", "Parent", "Texting Allowed", "Gender", "Age"),
)
