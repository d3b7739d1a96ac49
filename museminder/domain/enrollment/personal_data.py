"""What enrollments say about students, and why it is kept."""

from django.utils.translation import gettext_noop as _

from museminder.primitives.holdings import DataClass, Holding, hold
from museminder.primitives.retention import Event, Rule, kept, until

B, CHILD = DataClass.BUSINESS, DataClass.CHILD
BOOKS = 120  # months, as the bills that come of it


def _business(*names: str) -> dict[str, DataClass]:
    return dict.fromkeys(["id", "studio", *names], B)


hold(
    Holding(
        model="enrollment.OfferingTuition",
        fields=_business("offering", "tuition_plan", "starts_on"),
        purpose="to know what an offering costs",
        retention=kept("a price and no person; as long as the studio"),
    ),
    Holding(
        model="enrollment.Enrollment",
        fields=_business("family_account", "enrolled_at")
        | dict.fromkeys(
            ["student", "offering", "kind", "starts_on", "until", "override_reason", "withdrawn_reason"],
            CHILD,
        ),
        purpose="to keep the student's place and to bill it",
        retention=until(
            Rule(
                _("reasons noted with an enrollment"),
                Event.STUDENT_LEFT,
                "student",
                months=24,
                empties=("override_reason", "withdrawn_reason"),
            ),
            Rule(
                _("that somebody was enrolled, without a name"), Event.STUDENT_LEFT, "student", months=BOOKS
            ),
        ),
        subject="student",
    ),
    Holding(
        model="enrollment.Participation",
        fields=_business("enrollment", "charge_decision")
        | dict.fromkeys(["student", "meeting", "kind", "ended"], CHILD),
        purpose="to know who is expected at a meeting",
        retention=until(
            Rule(
                _("that somebody was in a lesson, without a name"),
                Event.STUDENT_LEFT,
                "student",
                months=BOOKS,
            )
        ),
        subject="student",
    ),
    Holding(
        model="enrollment.PriceAgreement",
        fields=_business(
            "enrollment",
            "tuition_plan",
            "monthly_amount",
            "per_lesson_amount",
            "per_session_fee_amount",
            "reason",
            "starts_on",
            "until",
        ),
        purpose="to keep a promised price",
        retention=until(
            Rule(
                _("reasons noted with a price"),
                Event.STUDENT_LEFT,
                "enrollment__student",
                months=24,
                empties=("reason",),
            ),
            Rule(_("prices that were promised"), Event.STUDENT_LEFT, "enrollment__student", months=BOOKS),
        ),
        subject="enrollment.student",
    ),
)
