"""What the studio knows about people, how dear each part of it is, and why it is kept."""

from museminder.primitives.holdings import DataClass, Holding, hold

B, CONTACT, CHILD, HIGH = DataClass.BUSINESS, DataClass.CONTACT, DataClass.CHILD, DataClass.CHILD_HIGH
WITH_FAMILY = "while the family is with the studio, then 3 years"


def _business(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(["id", "studio", *names], B)


hold(
    Holding(
        model="people.Family",
        fields=_business("started_on", "is_active", "merged_into", "version")
        | {"name": CONTACT, "name_key": CONTACT, "note": HIGH},
        purpose="to know who belongs together and pays together",
        retention=WITH_FAMILY,
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
        | {"birth_date": HIGH, "care_notes": HIGH},
        purpose="to teach the student, in a group of the right age, safely",
        retention=WITH_FAMILY,
        subject="id",
    ),
    Holding(
        model="people.Household",
        fields=_business("family", "share_percent", "is_billed_by_default")
        | dict.fromkeys(["student", "lives_with", "starts_on", "until"], CHILD),
        purpose="to know with whom the student lives and who pays which part",
        retention=WITH_FAMILY,
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
        ),
        purpose="to reach the adults of a family and to bill them",
        retention=WITH_FAMILY,
        subject="id",
    ),
    Holding(
        model="people.Guardianship",
        fields=_business("guardian", "account_id")
        | dict.fromkeys(["student", "relationship", "sees", "may_pick_up", "pays", "may_consent"], CHILD),
        purpose="to know what a guardian may do for a student",
        retention=WITH_FAMILY,
        subject="student",
    ),
    Holding(
        model="people.CustodyDenial",
        fields=_business("guardian", "recorded_by_name")
        | dict.fromkeys(["student", "person_name", "evidence", "starts_at", "ended_at"], HIGH),
        purpose="to keep away from a student whom a court keeps away",
        retention="until the student is of age, then 3 years",
        subject="student",
    ),
    Holding(
        model="people.Contact",
        fields=_business("family")
        | dict.fromkeys(["student", "relationship", "is_emergency", "may_pick_up"], CHILD)
        | dict.fromkeys(["name", "name_key", "phone", "email"], CONTACT),
        purpose="to call somebody in an emergency, and to let nobody else fetch a child",
        retention=WITH_FAMILY,
        subject="student",
    ),
    Holding(
        model="people.StudentPhotograph",
        fields=_business("width", "height", "kept_at") | {"student": CHILD, "picture": HIGH},
        purpose="to know the student at the door and in the lesson",
        retention="while the student is with the studio, then 12 months",
        subject="student",
    ),
    Holding(
        model="people.StaffMember",
        fields=_business("title", "color", "teaches", "is_active", "membership", "account_id", "version")
        | dict.fromkeys(["first_name", "last_name", "name_key", "email", "phone"], CONTACT),
        purpose="to know who works for the studio and who teaches what",
        retention="while they work for the studio, then 7 years",
        subject="id",
    ),
    Holding(
        model="people.Merge",
        fields=_business("kind", "kept_id", "merged_id", "moved", "merged_at", "undone_at"),
        purpose="to undo a merge",
        retention="3 years",
    ),
)
