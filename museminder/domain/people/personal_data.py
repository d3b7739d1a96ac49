"""What the studio knows about people, how dear each part of it is, and why it is kept."""

from django.utils.translation import gettext_noop as _

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import Event, Rule, kept, until

B, CONTACT, CHILD, HIGH = DataClass.BUSINESS, DataClass.CONTACT, DataClass.CHILD, DataClass.CHILD_HIGH
BOOKS = 120  # months: as long as tax law asks anywhere we know of
OF_STUDENT = (
    "first_name",
    "last_name",
    "preferred_name",
    "name_key",
    "birth_date",
    "care_notes",
    "school_name",
    "instrument",
)


def _business(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(["id", "studio", *names], B)


hold(
    Holding(
        model="people.Family",
        fields=_business("started_on", "is_active", "merged_into", "version")
        | {"name": CONTACT, "name_key": CONTACT, "note": HIGH}
        | {"origins": CONTACT},
        purpose="to know who belongs together and pays together",
        retention=until(
            Rule(_("the family’s note"), Event.FAMILY_LEFT, "id", months=24, empties=("note",)),
            Rule(_("the family’s name"), Event.FAMILY_LEFT, "id", months=BOOKS, empties=("name", "name_key")),
        ),
        subject="id",
    ),
    Holding(
        model="people.Student",
        fields=_business(
            "is_active", "started_on", "ended_on", "membership", "account_id", "merged_into", "version"
        )
        | dict.fromkeys(
            [
                "first_name",
                "last_name",
                "preferred_name",
                "name_key",
                "is_adult",
                "school_name",
                "instrument",
            ],
            CHILD,
        )
        | {"birth_date": HIGH, "care_notes": HIGH}
        | {"origins": CONTACT},
        purpose="to teach the student, in a group of the right age, safely",
        retention=until(
            Rule(_("notes about health"), Event.STUDENT_LEFT, "id", days=60, empties=("care_notes",)),
            Rule(
                _("the student’s name, birth date, school and instrument, and the key of what is sealed"),
                Event.STUDENT_LEFT,
                "id",
                months=24,
                empties=OF_STUDENT,
            ),
        ),
        subject="id",
    ),
    Holding(
        model="people.Household",
        fields=_business("family", "share_percent", "is_billed_by_default")
        | dict.fromkeys(["student", "lives_with", "starts_on", "until"], CHILD)
        | {"origins": CONTACT},
        purpose="to know with whom the student lives and who pays which part",
        retention=until(
            Rule(_("which family a student belonged to"), Event.STUDENT_LEFT, "student", months=BOOKS)
        ),
        subject="student",
    ),
    Holding(
        model="people.Guardian",
        fields=_business(
            "family",
            "is_account_principal",
            "share_percent",
            "is_active",
            "membership",
            "account_id",
            "merged_into",
            "version",
        )
        | dict.fromkeys(
            ["first_name", "last_name", "name_key", "email", "mobile_phone", "home_phone", "address"], CONTACT
        )
        | {"origins": CONTACT},
        purpose="to reach the adults of a family and to bill them",
        retention=until(
            Rule(
                _("guardians’ mail addresses, telephones and postal addresses"),
                Event.FAMILY_LEFT,
                "family",
                months=36,
                empties=("email", "mobile_phone", "home_phone", "address"),
            ),
            Rule(
                _("guardians’ names, which stand on the invoices"),
                Event.FAMILY_LEFT,
                "family",
                months=BOOKS,
                empties=("first_name", "last_name", "name_key"),
            ),
        ),
        subject="id",
    ),
    Holding(
        model="people.RefusedSuggestion",
        fields=_business("guardian", "account_id", "refused_at") | {"address": CONTACT},
        purpose="to suggest no correction of an address twice",
        retention=until(
            Rule(
                _("which corrections of addresses were refused"),
                Event.FAMILY_LEFT,
                "guardian__family",
                months=36,
            )
        ),
        subject="guardian",
    ),
    Holding(
        model="people.Guardianship",
        fields=_business("guardian", "account_id")
        | dict.fromkeys(["student", "relationship", "sees", "may_pick_up", "pays", "may_consent"], CHILD)
        | {"origins": CONTACT},
        purpose="to know what a guardian may do for a student",
        retention=until(
            Rule(_("what a guardian might do for the student"), Event.STUDENT_LEFT, "student", months=24)
        ),
        subject="student",
    ),
    Holding(
        model="people.CustodyDenial",
        fields=_business("guardian", "recorded_by_name")
        | dict.fromkeys(["student", "person_name", "evidence", "starts_at", "ended_at"], HIGH)
        | {"origins": CONTACT},
        purpose="to keep away from a student whom a court keeps away",
        retention=until(
            Rule(_("who was kept away from the student"), Event.STUDENT_LEFT, "student", months=24)
        ),
        subject="student",
    ),
    Holding(
        model="people.Widening",
        fields=_business(
            "state", "asked_at", "waits_until", "decided_at", "asked_by_account_id", "decided_by_account_id"
        )
        | _business("asked_by_name", "decided_by_name", "guardian", "denial")
        | dict.fromkeys(["student", "sees", "may_pick_up", "pays", "may_consent"], CHILD)
        | {"note": HIGH, "email": CONTACT},
        purpose="to let nobody near a child by the word of one person alone",
        retention=until(
            Rule(_("who was let near the student by whom"), Event.STUDENT_LEFT, "student", months=24)
        ),
        subject="student",
    ),
    Holding(
        model="people.Contact",
        fields=_business("family")
        | dict.fromkeys(["student", "relationship", "is_emergency", "may_pick_up"], CHILD)
        | dict.fromkeys(["name", "name_key", "phone", "email"], CONTACT)
        | {"origins": CONTACT},
        purpose="to call somebody in an emergency, and to let nobody else fetch a child",
        retention=until(Rule(_("whom to call about the student"), Event.STUDENT_LEFT, "student", months=24)),
        subject="student",
    ),
    Holding(
        model="people.StudentPhotograph",
        fields=_business("width", "height", "kept_at")
        | {"student": CHILD, "picture": HIGH}
        | {"origins": CONTACT},
        purpose="to know the student at the door and in the lesson",
        retention=until(Rule(_("photographs"), Event.STUDENT_LEFT, "student", months=12)),
        subject="student",
    ),
    Holding(
        model="people.StaffMember",
        fields=_business("title", "color", "teaches", "is_active", "membership", "account_id", "version")
        | dict.fromkeys(["first_name", "last_name", "name_key", "email", "phone"], CONTACT)
        | {"origins": CONTACT},
        purpose="to know who works for the studio and who teaches what",
        retention=until(
            Rule(
                _("names and addresses of staff"),
                Event.STAFF_LEFT,
                "membership__ended_at",
                months=84,
                empties=("first_name", "last_name", "name_key", "email", "phone"),
            )
        ),
        subject="id",
    ),
    Holding(
        model="people.Merge",
        fields=_business("kind", "kept_id", "merged_id", "moved", "merged_at", "undone_at"),
        purpose="to undo a merge",
        retention=kept("ids only; as long as the studio"),
    ),
)
