"""What the schedule holds about people: who teaches what, and who subscribes to a calendar."""

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import kept

B, CONTACT, SECRET = DataClass.BUSINESS, DataClass.CONTACT, DataClass.SECRET
PLAN = "to plan and show what is taught, when, where and by whom"
KEPT = "as long as the studio keeps its schedule, at least three years"


def _plan(model: str, *fields: str) -> Holding:
    return Holding(
        model=f"courses.{model}",
        fields=dict.fromkeys(["id", "studio", *fields], B),
        purpose=PLAN,
        retention=kept(KEPT),
    )


hold(
    _plan("Program", "name", "kind", "is_active"),
    _plan("Location", "name", "is_active"),
    _plan("Room", "location", "name", "capacity", "is_shared", "is_active"),
    _plan("Season", "name", "starts_on", "until"),
    _plan("Closure", "location", "offering", "starts_on", "until", "reason"),
    _plan("Course", "program", "name", "level", "description", "age_from", "age_until", "kind", "is_active"),
    _plan("Offering", "course", "season", "kind", "name", "places", "starts_on", "until", "is_open"),
    _plan("ScheduleTemplate", "offering", "weekday", "starts", "minutes", "room", "starts_on", "until"),
    Holding(
        model="courses.OfferingInstructor",
        fields={"id": B, "studio": B, "offering": B, "staff_member": CONTACT, "position": B},
        purpose=PLAN,
        retention=kept(KEPT),
        subject="staff_member",
    ),
    Holding(
        model="courses.Meeting",
        fields=dict.fromkeys(
            [
                "id",
                "studio",
                "offering",
                "template",
                "kind",
                "starts_at",
                "ends_at",
                "held_on",
                "room",
                "shares_room",
            ],
            B,
        )
        | dict.fromkeys(["is_cancelled", "closure", "places", "places_taken", "is_detached", "version"], B)
        # People write names into titles and reasons.
        | dict.fromkeys(["title", "cancelled_reason", "clash_reason"], CONTACT),
        purpose=PLAN,
        retention=kept(KEPT),
    ),
    Holding(
        model="courses.MeetingInstructor",
        fields={"id": B, "studio": B, "meeting": B, "staff_member": CONTACT, "is_substitute": B},
        purpose=PLAN,
        retention=kept(KEPT),
        subject="staff_member",
    ),
    Holding(
        model="courses.CalendarFeed",
        fields=dict.fromkeys(["id", "studio", "owner_kind", "created_at", "revoked_at"], B)
        | {"token_hash": SECRET, "owner_id": CONTACT, "account_id": CONTACT},
        purpose="to let a guardian or an instructor read their own schedule in their calendar program",
        retention=kept("as long as the studio keeps its schedule; a revoked one opens nothing"),
        subject="owner_id",
    ),
)
